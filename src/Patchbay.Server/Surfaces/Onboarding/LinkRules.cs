using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Validates requests for links.</summary>
internal static partial class LinkRules
{
    public const int MaxLifetimeSeconds = 90 * 24 * 3600;

    private const int MaxExternalId = 255,
        MaxMetadataBytes = 16 * 1024,
        MinLifetimeSeconds = 60;

    private static readonly string[] ConnectionTypes = [ConnectionType.Cloud, ConnectionType.Coexistence];

    public static Problem? Check(CreateLinkRequest link) =>
        CheckNames(link)
        ?? CheckMetadata(link.Metadata)
        ?? CheckRedirectSecret(link)
        ?? CheckWebhook(link)
        ?? CheckPage(link);

    /// <summary>Checks the filter of a list of links.</summary>
    public static Problem? CheckFilter(string? status, string? externalId)
    {
        if (status is not null && !LinkStatus.All.Contains(status))
            return Problem.Invalid("status", $"'status' must be one of: {string.Join(", ", LinkStatus.All)}.");
        // PostgreSQL accepts no NUL in a text, not even in a comparison.
        return externalId?.Contains('\0') == true
            ? Problem.Invalid("externalId", "'externalId' must not contain the character U+0000.")
            : null;
    }

    private static Problem? CheckNames(CreateLinkRequest link)
    {
        if (!ShownText.Required("name", link.Name).TryGet(out _, out var fault))
            return fault;
        if (link.ExternalId is { Length: 0 or > MaxExternalId })
            return Problem.Invalid("externalId", $"'externalId' must be 1 to {MaxExternalId} characters.");
        return link is { ReplacesEarlier: true, ExternalId: null }
            ? Problem.Invalid("replacesEarlier", "'replacesEarlier' requires 'externalId'.")
            : null;
    }

    /// <summary>The addresses of a link that a browser goes to.</summary>
    public static IReadOnlyList<(string Field, string? Url)> RedirectsOf(CreateLinkRequest link) =>
        [("redirectUrl", link.RedirectUrl), ("failureUrl", link.FailureUrl), ("refreshUrl", link.RefreshUrl)];

    private static Problem? CheckRedirectSecret(CreateLinkRequest link)
    {
        if (link.RedirectSecret is not { } secret)
            return null;
        return link.HasAddress
            ? EndpointRules.CheckSecret("redirectSecret", secret)
            : Problem.Invalid(
                "redirectSecret",
                "'redirectSecret' requires 'redirectUrl', 'failureUrl' or 'refreshUrl'."
            );
    }

    private static Problem? CheckMetadata(JsonElement? metadata)
    {
        if (metadata is not { ValueKind: not JsonValueKind.Null } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            return Problem.Invalid("metadata", "'metadata' must be an object.");
        return Encoding.UTF8.GetByteCount(value.GetRawText()) > MaxMetadataBytes
            ? Problem.Invalid("metadata", "'metadata' must be at most 16 KB.")
            : null;
    }

    private static Problem? CheckWebhook(CreateLinkRequest link)
    {
        if (link.WebhookUrl is null)
        {
            if (link.WebhookSecret is not null)
                return Problem.Invalid("webhookSecret", "'webhookSecret' requires 'webhookUrl'.");
            return link.WebhookEvents is null
                ? null
                : Problem.Invalid("webhookEvents", "'webhookEvents' requires 'webhookUrl'.");
        }
        return EndpointRules.CheckUrl("webhookUrl", link.WebhookUrl)
            ?? EndpointRules.CheckMask("webhookUrl", link.WebhookUrl, shown: null)
            ?? (link.WebhookSecret is null ? null : EndpointRules.CheckSecret("webhookSecret", link.WebhookSecret))
            ?? EndpointRules.CheckEvents("webhookEvents", link.WebhookEvents);
    }

    private static Problem? CheckPage(CreateLinkRequest link)
    {
        if (link.ExpiresInSeconds is < MinLifetimeSeconds or > MaxLifetimeSeconds)
        {
            return Problem.Invalid(
                "expiresInSeconds",
                $"'expiresInSeconds' must be {MinLifetimeSeconds} to {MaxLifetimeSeconds}."
            );
        }
        if (link.Theme?.AccentColor is { } color && !Color().IsMatch(color))
            return Problem.Invalid("theme.accentColor", "'theme.accentColor' must be a color such as #1a73e8.");
        if (link.Locale is { } locale && !Languages.All.Contains(locale))
            return Problem.Invalid("locale", $"'locale' must be one of: {string.Join(", ", Languages.All)}.");
        return link.AllowedConnectionTypes is { } types && (types.Length == 0 || types.Except(ConnectionTypes).Any())
            ? Problem.Invalid(
                "allowedConnectionTypes",
                $"'allowedConnectionTypes' must be a non-empty list of: {string.Join(", ", ConnectionTypes)}."
            )
            : null;
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
