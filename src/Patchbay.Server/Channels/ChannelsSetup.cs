using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Channels.WhatsApp.Media;

namespace Patchbay.Server.Channels;

/// <summary>Adds the channels of this server. Lists and error texts name them in this order.</summary>
internal static class ChannelsSetup
{
    /// <summary>Describes the types of the channels' own routes in the OpenAPI documents.</summary>
    public static readonly IJsonTypeInfoResolver[] Documents =
    [
        WhatsAppJson.Default,
        CoexistenceEventJson.Default,
        MediaJson.Default,
        InstagramJson.Default,
        MessengerJson.Default,
        MailJson.Default,
    ];

    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<ChannelRegistry>();
        services.AddSingleton<AccountConfigs>();
        services.AddSingleton<ChannelSender>();
        services.AddSingleton<LoginDrafts>();
        services.AddDirect();
        services.AddWhatsApp();
        services.AddInstagram();
        services.AddEmail();
        services.AddMessenger();
    }

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        foreach (var channel in routes.ServiceProvider.GetRequiredService<ChannelRegistry>().All)
            channel.Map?.Invoke(routes);
    }
}
