using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Meta's answers about a number. A part that could not be read is null.</summary>
internal sealed record HealthFacts
{
    public static readonly HealthFacts None = new();

    public TokenInfo? Token { get; init; }
    public PhoneNumber? Number { get; init; }
    public bool? IsSubscribed { get; init; }
    public MissingFields? MissingFields { get; init; }
    public string AppId { get; init; } = "";
    public string MetaWabaId { get; init; } = "";
    public IReadOnlyList<string> OurCallbacks { get; init; } = [];

    /// <summary>The synchronization of a number of the business app; null when there is none.</summary>
    public AppSyncRow? Sync { get; init; }

    /// <summary>What is known to keep the number from being registered.</summary>
    public RegistrationObstacle? Unregistered { get; init; }

    public bool NothingRead => Token is null && Number is null && IsSubscribed is null;
}

/// <summary>Turns facts into checks, issues and capabilities.</summary>
internal static class NumberHealthRules
{
    /// <summary>The reason when Meta itself blocks the number from sending.</summary>
    public const string Restricted = "account_restricted";

    /// <summary>The check of where Meta sends the number's events, and its reason when that is not here.</summary>
    public const string CallbackName = "callback",
        CallbackElsewhere = "callback_elsewhere";

    public static PhoneHealth Judge(PhoneRow phone, string connectionStatus, HealthFacts facts, DateTimeOffset now)
    {
        var live = facts.Number is { } number ? LivePhones.From(number) : null;
        var registered = phone.IsCoexistence || (live?.IsRegistered ?? phone.IsRegistered);
        var checks = Checks(facts, registered, ObstacleOf(phone, facts), now)
            .Select(check => check with { NextCall = NextActions.CallOf(check.NextAction, phone.ConnectionId) })
            .ToArray();
        return new PhoneHealth
        {
            PhoneNumberId = phone.Id,
            Status = connectionStatus,
            IsPhoneRegistered = registered,
            QualityRating = live?.QualityRating ?? phone.QualityRating,
            MessagingLimitTier = live?.MessagingLimitTier ?? phone.MessagingLimitTier,
            Throughput = live?.Throughput ?? phone.Throughput,
            Checks = checks,
            Issues = IssuesOf(checks),
            Capabilities = CapabilitiesOf(checks),
            CheckedAt = now,
        };
    }

    private static HealthIssue[] IssuesOf(HealthCheck[] checks) =>
        [
            .. checks
                .Where(check => check.State == CheckState.Fail)
                .Select(check => check.Reason ?? Restricted)
                .Select(reason => new HealthIssue(reason, Sentence(reason))),
        ];

    /// <summary>What keeps an unregistered number from being registered.</summary>
    private static RegistrationObstacle ObstacleOf(PhoneRow phone, HealthFacts facts) =>
        facts.Unregistered
        ?? new(
            facts.Number?.IsPinEnabled == true && !phone.PinIsKnown
                ? RegistrationReasons.PinRequired
                : RegistrationReasons.NotRegistered
        );

    private static HealthCheck[] Checks(
        HealthFacts facts,
        bool registered,
        RegistrationObstacle obstacle,
        DateTimeOffset now
    ) =>
        [
            Token(facts, now),
            Permissions(facts, now),
            Registered(facts, registered, obstacle, now),
            Check("app_subscribed", facts.IsSubscribed, NumberSetup.NotSubscribed, NextActions.SubscribeApp, now),
            Callback(facts, now),
            AtMeta(facts, registered, now),
            WebhookFieldCheck.Of(facts.MissingFields, now),
            .. AppSync(facts.Sync, now),
        ];

    private static HealthCapabilities CapabilitiesOf(HealthCheck[] checks)
    {
        bool Passes(params string[] names) =>
            names.All(name => Array.Exists(checks, check => check.Name == name && check.State == CheckState.Pass));
        var canSend = Passes("token", "permissions", "number_registered", "meta_health");
        var hasMessages = checks.All(check =>
            check.Name != WebhookFieldCheck.Name
            || check.State != CheckState.Fail
            || WebhookFieldCheck.IsBearable(check)
        );
        return new(hasMessages && Passes("token", "app_subscribed", CallbackName), canSend, canSend);
    }

    private static HealthCheck Token(HealthFacts facts, DateTimeOffset now) =>
        facts.Token is { AppId: { } appId } && appId != facts.AppId
            ? Check("token", false, "token_of_other_app", NextActions.Reconnect, now)
            : Check(
                "token",
                facts.Token?.IsValid,
                facts.Token is { } token ? TokenRules.DeathOf(token, now) : null,
                NextActions.Reconnect,
                now
            );

    private static HealthCheck Permissions(HealthFacts facts, DateTimeOffset now) =>
        Check(
            "permissions",
            facts.Token is not { IsValid: true } token
                ? null
                : TokenRules.WhatsAppScopes.All(scope =>
                    token.Scopes?.Contains(scope) == true && TokenRules.Covers(token, scope, facts.MetaWabaId)
                ),
            "permission_missing",
            NextActions.Reconnect,
            now
        );

    // Meta uses the most specific address: the number's own, then the account's, then the app's.
    private static HealthCheck Callback(HealthFacts facts, DateTimeOffset now)
    {
        var set = facts.Number?.WebhookConfiguration;
        var address = set?.PhoneNumber ?? set?.WhatsappBusinessAccount ?? set?.Application;
        return Check(
            CallbackName,
            facts.Number is null ? null : address is not null && facts.OurCallbacks.Contains(address),
            CallbackElsewhere,
            NextActions.SetCallback,
            now
        );
    }

    private static HealthCheck Registered(
        HealthFacts facts,
        bool registered,
        RegistrationObstacle obstacle,
        DateTimeOffset now
    )
    {
        var (reason, until) = obstacle;
        var next = RegistrationReasons.NextAction(reason);
        return Check("number_registered", facts.Number is null ? null : registered, reason, next, now) with
        {
            WaitUntil = facts.Number is null || registered ? null : until,
        };
    }

    private static HealthCheck AtMeta(HealthFacts facts, bool registered, DateTimeOffset now) =>
        Check(
            "meta_health",
            facts.Number is null ? null : MaySend(facts.Number.HealthStatus, registered),
            Restricted,
            NextActions.SeeWhatsAppManager,
            now
        );

    private static HealthCheck[] AppSync(AppSyncRow? sync, DateTimeOffset now) =>
        sync is null
            ? []
            :
            [
                Check(
                    AppSyncRules.CheckName,
                    AppSyncRules.FaultOf(sync) is null,
                    AppSyncRules.FaultOf(sync),
                    AppSyncRules.NextActionOf(sync),
                    now
                ),
            ];

    /// <summary>
    /// Whether Meta lets the number send. Meta blocks each number that is not registered, which says nothing about a
    /// restriction: only what stands behind the number counts then, and null is unknown.
    /// </summary>
    private static bool? MaySend(HealthStatus? health, bool registered)
    {
        if (health?.CanSendMessage != SendAbility.Blocked)
            return true;
        if (registered)
            return false;
        var behind = health.Entities?.Where(entity => entity.EntityType != "PHONE_NUMBER") ?? [];
        return behind.Any(entity => entity.CanSendMessage == SendAbility.Blocked) ? false : null;
    }

    public static HealthCheck Check(
        string name,
        bool? passes,
        string? reason,
        string? nextAction,
        DateTimeOffset now
    ) =>
        passes switch
        {
            true => new(name, CheckState.Pass, Reason: null, NextAction: null, now),
            false => new(name, CheckState.Fail, reason, nextAction, now),
            null => new(name, CheckState.Unknown, Reason: null, NextAction: null, now),
        };

    private static string Sentence(string reason) =>
        reason switch
        {
            "token_of_other_app" => "The stored token belongs to another Meta app.",
            "token_expired" => "The token has expired.",
            "token_revoked" => "The token is no longer valid.",
            "permission_missing" => "A permission was withdrawn.",
            NumberSetup.NotSubscribed => "Our app is not subscribed to the WhatsApp account.",
            WebhookFieldCheck.Missing => "Our Meta app does not get every webhook field that this server hands on.",
            CallbackElsewhere => "Meta sends this number's events to another address.",
            _ when RegistrationReasons.Contains(reason) => RegistrationReasons.Sentence(reason),
            _ when AppSyncRules.FaultSentenceOf(reason) is { } sentence => sentence,
            _ => "Meta blocks sending from this number.",
        };
}
