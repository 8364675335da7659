using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Messages;

internal static class MessagesSetup
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageStore>();
        services.AddPruning<MessageStore>("contact windows", store => store.PruneWindowsAsync);
        services.AddPruning<MessageStore>("sends without an answer", store => store.GiveUpPendingAsync);
        services.AddSingleton<MessageSend>();
    }
}
