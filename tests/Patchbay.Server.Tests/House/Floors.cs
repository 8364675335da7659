namespace Patchbay.Server.Tests.House;

/// <summary>The rooms of the server from the lowest floor to the highest. A room refers to rooms on lower floors only.</summary>
internal static class Floors
{
    private const string Root = "Patchbay.Server";

    private static readonly string[][] Table =
    [
        ["Storage"],
        ["Platform"],
        ["Audit"],
        ["Organizations", "Outgoing", "Intake"],
        ["Connections"],
        ["Messages"],
        ["ChannelKinds"],
        ["Channels.Direct"],
        [
            "Channels.WhatsApp",
            "Channels.Instagram",
            "Channels.Messenger",
            "Channels.Email",
            "Payments",
            "Lifecycle",
            "Projections",
        ],
        ["Channels"],
        [
            "Surfaces.Onboarding",
            "Surfaces.Integrations",
            "Surfaces.Instances",
            "Surfaces.ProviderConnections",
            "Surfaces.Messages",
            "Surfaces.Webhooks",
            "Surfaces.Receivers",
        ],
        ["Surfaces", "Sandbox", "Health"],
        [""],
    ];

    /// <summary>References that exist and must go. A test fails when one of them is gone and still listed.</summary>
    public static readonly string[] Known =
    [
        "ChannelKinds.ChannelSender -> Channels.Direct.DirectDraft",
        "ChannelKinds.ChannelSender -> Channels.Direct.DirectSendRules",
        "ChannelKinds.ChannelSender -> Channels.Direct.DirectSender",
        "ChannelKinds.ChannelSender -> Channels.Email.MailSender",
        "ChannelKinds.ChannelSender -> Channels.WhatsApp.MessageDraft",
        "ChannelKinds.ChannelSender -> Channels.WhatsApp.MessageSender",
        "ChannelKinds.ChannelSender -> Channels.WhatsApp.MetaSessions",
        "ChannelKinds.ChannelSender -> Channels.WhatsApp.SendRules",
        "Channels.Direct.ChannelProjection -> Projections.InboundJson",
        "Channels.Direct.DirectSender -> Channels.Instagram.InstagramAssets",
        "Channels.Direct.DirectSubscription -> Channels.Instagram.InstagramAssets",
        "Channels.Email.MailEndpoints -> Surfaces.Integrations.IntegrationsSetup",
        "Channels.Instagram.InstagramAccounts -> Surfaces.ProviderConnections.RegisterMetaRequest",
        "Channels.Instagram.InstagramAssets -> Channels.Messenger.MessengerAssets",
        "Channels.Instagram.InstagramAssets -> Surfaces.ProviderConnections.RegisterMetaRequest",
        "Channels.Instagram.InstagramLogin -> Surfaces.Integrations.Login.LoginDialogs",
        "Channels.Instagram.InstagramLogin -> Surfaces.Integrations.Login.LoginDrafts",
        "Channels.Instagram.InstagramLogin -> Surfaces.Integrations.Login.LoginProblems",
        "Channels.Instagram.InstagramLogin -> Surfaces.ProviderConnections.RegisterMetaRequest",
        "Channels.Messenger.MessengerLogin -> Surfaces.Integrations.Login.LoginProblems",
        "Channels.Messenger.MessengerLogin -> Surfaces.Integrations.Login.MessengerAnswer",
        "Channels.Messenger.MessengerLogin -> Surfaces.Integrations.Login.PageChoice",
        "Channels.Messenger.PageConnector -> Surfaces.Integrations.Login.FailedPage",
        "Channels.Messenger.PageConnector -> Surfaces.Integrations.Login.LoginDrafts",
        "Channels.Messenger.PageConnector -> Surfaces.Integrations.Login.LoginProblems",
        "Channels.Messenger.PageConnector -> Surfaces.Integrations.Login.PageAccountAnswer",
        "Channels.Messenger.PageConnector -> Surfaces.Integrations.Login.PagesAnswer",
        "Channels.Messenger.PageMenu -> Surfaces.Integrations.Login.LoginProblems",
        "Channels.WhatsApp.AccountProjection -> Projections.InboundJson",
        "Channels.WhatsApp.AccountProjection -> Projections.Owner",
        "Channels.WhatsApp.CoexistenceProjection -> Projections.Owner",
        "Channels.WhatsApp.CoexistenceProjection -> Projections.Work",
        "Channels.WhatsApp.MessageProjection -> Projections.Owner",
        "Channels.WhatsApp.MessageProjection -> Projections.StatusWork",
        "Channels.WhatsApp.MessageProjection -> Projections.Work",
        "Channels.WhatsApp.PhoneProjection -> Projections.InboundJson",
        "Channels.WhatsApp.PhoneProjection -> Projections.Owner",
        "Connections.MetaConnector -> Channels.Instagram.InstagramAssets",
        "Connections.MetaConnector -> Surfaces.ProviderConnections.RegisterMetaRequest",
        "Connections.Phones.CodeExchange -> Surfaces.ProviderConnections.ExchangeCodeRequest",
        "Lifecycle.ConnectionChecker -> Channels.Instagram.InstagramChecks",
        "Lifecycle.ConnectionChecker -> Channels.Messenger.MessengerChecks",
        "Lifecycle.ConnectionChecker -> Payments.PaymentProviders",
        "Lifecycle.ConnectionChecker -> Payments.ProviderGrant",
        "Lifecycle.Disconnection -> Channels.Instagram.InstagramAssets",
        "Lifecycle.RegistrationCompletion -> Surfaces.ProviderConnections.CompleteRegistrationRequest",
        "Lifecycle.TokenRotation -> Channels.Messenger.PageAccess",
        "Lifecycle.TokenRotation -> Channels.Messenger.PageAccessCheck",
        "Lifecycle.TokenRotation -> Payments.PaymentProviders",
        "Lifecycle.TokenRotation -> Payments.ProviderGrant",
        "Lifecycle.TokenRotation -> Surfaces.ProviderConnections.RotateRequest",
        "Projections.InboundJson -> Channels.WhatsApp.PhoneUpdatedEvent",
        "Projections.InboundJson -> Channels.WhatsApp.SuspendedEvent",
        "Projections.Projection -> Channels.Email.MailProjection",
        "Projections.Projection -> Channels.WhatsApp.AccountProjection",
        "Projections.Projection -> Channels.WhatsApp.CoexistenceProjection",
        "Projections.Projection -> Channels.WhatsApp.MessageProjection",
        "Projections.Projection -> Channels.WhatsApp.PhoneProjection",
        "Surfaces.Integrations.ConnectPage.ConnectPages -> Surfaces.Onboarding.HostedPage.HostedPageModel",
        "Surfaces.Integrations.ConnectPage.ConnectPages -> Surfaces.Onboarding.HostedPage.HostedPageTexts",
        "Surfaces.Integrations.WhatsAppEndpoints -> Surfaces.ProviderConnections.ConnectionRules",
        "Surfaces.Integrations.WhatsAppEndpoints -> Surfaces.ProviderConnections.ExchangeCodeRequest",
    ];

    /// <summary>False for types that generators put into namespaces of their own.</summary>
    public static bool IsOurs(Type type) =>
        type.Namespace == Root || (type.Namespace?.StartsWith(Root + ".", StringComparison.Ordinal) ?? false);

    /// <summary>The room of a type, or null when the table has none for it.</summary>
    public static string? RoomOf(Type type)
    {
        var path = PathOf(type.Namespace ?? "");
        return Table
            .SelectMany(floor => floor)
            .Where(room => path == room || (room.Length > 0 && path.StartsWith(room + ".", StringComparison.Ordinal)))
            .MaxBy(room => room.Length);
    }

    public static bool MayRefer(string from, string to) => from == to || FloorOf(to) < FloorOf(from);

    /// <summary>A type's name as the list of known references writes it.</summary>
    public static string NameOf(Type type) => PathOf(type.FullName ?? type.Name);

    private static int FloorOf(string room) => Array.FindIndex(Table, floor => floor.Contains(room));

    private static string PathOf(string name) => name == Root ? "" : name[(Root.Length + 1)..];
}
