using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Server.Connections.Phones;

/// <summary>What was read about a number; a part that could not be read is null.</summary>
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

/// <summary>From facts to checks, issues and capabilities.</summary>
internal static class NumberHealthRules
{
    /// <summary>Meta itself keeps the number from sending.</summary>
    public const string Restricted = "account_restricted";

    public static PhoneHealth Judge(PhoneRow phone, string connectionStatus, HealthFacts facts, DateTimeOffset now)
    {
        var live = facts.Number is { } number ? LivePhones.From(number) : null;
        var registered = phone.IsCoexistence || (live?.IsRegistered ?? phone.IsRegistered);
        HealthCheck[] checks =
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
        bool Passes(params string[] names) =>
            names.All(name => Array.Exists(checks, check => check.Name == name && check.State == CheckState.Pass));
        var canSend = Passes("token", "permissions", "number_registered", "meta_health");
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
                    .Select(check => new HealthIssue(check.Reason!, Sentence(check.Reason!))),
            ],
            Capabilities = new(Passes("token", "app_subscribed", "callback"), canSend, canSend),
            CheckedAt = now,
        };
    }

    private static HealthCheck Token(HealthFacts facts, DateTimeOffset now)
    {
        if (facts.Token is not { } token)
            return Check("token", null, null, null, now);
        if (token.AppId is not null && token.AppId != facts.AppId)
            return Check("token", false, "token_of_other_app", "reconnect", now);
        return Check("token", token.IsValid, TokenRules.DeathOf(token, now), "reconnect", now);
    }

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

    // The most precise address wins at Meta: the number's own, then the account's, then the app's.
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
            true => new(name, CheckState.Pass, null, null, now),
            false => new(name, CheckState.Fail, reason, nextAction, now),
            null => new(name, CheckState.Unknown, null, null, now),
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
