using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Meta's answers about a number. A part that could not be read is null.</summary>
internal sealed record HealthFacts
{
    public static readonly HealthFacts None = new();

    public TokenInfo? Token { get; init; }
    public PhoneNumber? Number { get; init; }
    public bool? IsSubscribed { get; init; }
    public string AppId { get; init; } = "";
    public string MetaWabaId { get; init; } = "";
    public IReadOnlyList<string> OurCallbacks { get; init; } = [];

    public bool NothingRead => Token is null && Number is null && IsSubscribed is null;
}

/// <summary>Turns facts into checks, issues and capabilities.</summary>
internal static class NumberHealthRules
{
    /// <summary>The reason when Meta itself blocks the number from sending.</summary>
    public const string Restricted = "account_restricted";

    public static PhoneHealth Judge(PhoneRow phone, string connectionStatus, HealthFacts facts, DateTimeOffset now)
    {
        var live = facts.Number is { } number ? LivePhones.From(number) : null;
        var registered = phone.IsCoexistence || (live?.IsRegistered ?? phone.IsRegistered);
        var checks = Checks(facts, registered, now);
        return new PhoneHealth
        {
            PhoneNumberId = phone.Id,
            Status = connectionStatus,
            IsPhoneRegistered = registered,
            QualityRating = live?.QualityRating ?? phone.QualityRating,
            MessagingLimitTier = live?.MessagingLimitTier ?? phone.MessagingLimitTier,
            Throughput = live?.Throughput ?? phone.Throughput,
            Checks = checks,
            Issues =
            [
                .. checks
                    .Where(check => check.State == CheckState.Fail)
                    .Select(check => check.Reason ?? Restricted)
                    .Select(reason => new HealthIssue(reason, Sentence(reason))),
            ],
            Capabilities = CapabilitiesOf(checks),
            CheckedAt = now,
        };
    }

    private static HealthCheck[] Checks(HealthFacts facts, bool registered, DateTimeOffset now) =>
        [
            Token(facts, now),
            Permissions(facts, now),
            Check(
                "number_registered",
                facts.Number is null ? null : registered,
                "phone_not_registered",
                "register_number",
                now
            ),
            Check("app_subscribed", facts.IsSubscribed, "app_not_subscribed", "subscribe_app", now),
            Callback(facts, now),
            AtMeta(facts, now),
        ];

    private static HealthCapabilities CapabilitiesOf(HealthCheck[] checks)
    {
        bool Passes(params string[] names) =>
            names.All(name => Array.Exists(checks, check => check.Name == name && check.State == CheckState.Pass));
        var canSend = Passes("token", "permissions", "number_registered", "meta_health");
        return new(Passes("token", "app_subscribed", "callback"), canSend, canSend);
    }

    private static HealthCheck Token(HealthFacts facts, DateTimeOffset now) =>
        facts.Token is { AppId: { } appId } && appId != facts.AppId
            ? Check("token", false, "token_of_other_app", "reconnect", now)
            : Check(
                "token",
                facts.Token?.IsValid,
                facts.Token is { } token ? TokenRules.DeathOf(token, now) : null,
                "reconnect",
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
            "reconnect",
            now
        );

    // Meta uses the most specific address: the number's own, then the account's, then the app's.
    private static HealthCheck Callback(HealthFacts facts, DateTimeOffset now)
    {
        var set = facts.Number?.WebhookConfiguration;
        var address = set?.PhoneNumber ?? set?.WhatsappBusinessAccount ?? set?.Application;
        return Check(
            "callback",
            facts.Number is null ? null : address is not null && facts.OurCallbacks.Contains(address),
            "callback_elsewhere",
            "set_callback",
            now
        );
    }

    private static HealthCheck AtMeta(HealthFacts facts, DateTimeOffset now) =>
        Check(
            "meta_health",
            facts.Number is null ? null : facts.Number.HealthStatus?.CanSendMessage != SendAbility.Blocked,
            Restricted,
            "see_whatsapp_manager",
            now
        );

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
            "phone_not_registered" => "The number is not registered for the Cloud API.",
            "app_not_subscribed" => "Our app is not subscribed to the WhatsApp account.",
            "callback_elsewhere" => "Meta sends this number's events to another address.",
            _ => "Meta blocks sending from this number.",
        };
}
