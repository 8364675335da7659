using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Connections;

/// <summary>Judges which webhook fields are missing: functions of values.</summary>
internal static class WebhookFieldCheck
{
    public const string Name = "webhook_fields",
        Missing = "missing_webhook_fields";

    /// <param name="ofApp">What the app's webhooks lack; null: not known.</param>
    /// <param name="now">When the connection was checked.</param>
    /// <param name="ofAccount">What the subscription of the page or Instagram account lacks.</param>
    public static HealthCheck Of(
        MissingFields? ofApp,
        DateTimeOffset now,
        IReadOnlyCollection<string>? ofAccount = null
    )
    {
        string[] missing = [.. (ofApp?.Names ?? []).Union(ofAccount ?? [])];
        var isKnown = ofApp is not null || missing.Length > 0;
        // What only the account's own subscription lacks is added by subscribing once more.
        var action = ofApp is { Names.Count: 0 } ? NextActions.SubscribeApp : NextActions.SubscribeWebhookFields;
        return NumberHealthRules.Check(
            Name,
            isKnown ? missing.Length == 0 : null,
            Missing,
            action,
            ofApp?.ReadAt ?? now
        ) with
        {
            Missing = missing.Length > 0 ? missing : null,
        };
    }

    /// <summary>What a subscription lacks; nothing when Meta does not tell its fields.</summary>
    public static IReadOnlyCollection<string> LacksOf(IReadOnlyList<string>? fields, MetaSubscription needed) =>
        fields is null ? [] : [.. needed.Fields.Except(fields)];

    /// <summary>Whether messages arrive all the same.</summary>
    public static bool IsBearable(HealthCheck check) =>
        check.Name == Name && check.Missing?.Contains(MetaSubscription.Messages) != true;
}
