using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>A channel that only the test project has. It shows what a new channel needs.</summary>
internal static class PagerKind
{
    public const string ApiKey = "api_key",
        PagerId = "pager_id",
        HookSecret = "hook_secret";

    /// <summary>The only type that a message of this channel can have.</summary>
    public const string MessageType = "text";

    public static readonly ChannelSettings Settings = new()
    {
        Name = "pager",
        Title = "pager",
        IdKey = PagerId,
        KeyPrefix = "pager-",
        IsKeyDerived = true,
        Config =
        [
            new(ApiKey, ConfigKind.Credential, IsRequired: true, IsOnConnection: true),
            new(PagerId, ConfigKind.MetaId, IsRequired: true, IsOnConnection: true),
            new(HookSecret, ConfigKind.Password, IsRequired: true),
        ],
    };

    public static string ContentOf(string text) => new JsonObject { ["text"] = text }.ToJsonString();

    public static void AddPager(this IServiceCollection services, PagerCompany company)
    {
        services.AddSingleton(company);
        services.AddSingleton<PagerConnect>();
        services.AddSingleton<PagerCheck>();
        services.AddSingleton<PagerSend>();
        services.AddSingleton<PagerReceive>();
        services.AddSingleton<PagerWebhook>();
        services.AddChannel(provider => new Channel
        {
            Settings = Settings,
            Connect = provider.GetRequiredService<PagerConnect>(),
            Check = provider.GetRequiredService<PagerCheck>(),
            Send = provider.GetRequiredService<PagerSend>(),
            Receive = provider.GetRequiredService<PagerReceive>(),
            Map = PagerWebhook.Map,
        });
    }
}
