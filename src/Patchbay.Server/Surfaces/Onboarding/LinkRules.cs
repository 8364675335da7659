using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Validates requests for links.</summary>
internal static partial class LinkRules
{
    public const int MaxLifetimeSeconds = 90 * 24 * 3600;

    private const int MaxName = 200,
        MaxExternalId = 255,
        MaxMetadataBytes = 16 * 1024,
        MinLifetimeSeconds = 60,
        MaxUrl = 2048;

    private static readonly string[] ConnectionTypes = [ConnectionType.Cloud, ConnectionType.Coexistence];

    public static Problem? Check(CreateLinkRequest link, IReadOnlyList<string>? redirectOrigins) =>
        CheckNames(link)
        ?? CheckMetadata(link.Metadata)
        ?? (link.RedirectUrl is null ? null : CheckRedirect(link.RedirectUrl, redirectOrigins))
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

    /// <summary>
    /// The address must use https, or http to this machine. It must have neither user info nor a fragment, and its
    /// origin must be one that the organization allows, if the organization has a list.
    /// </summary>
    public static Problem? CheckRedirect(string url, IReadOnlyList<string>? allowedOrigins)
    {
        const string field = "redirectUrl";
        if (url.Length > MaxUrl || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return Problem.Invalid(field, $"'redirectUrl' must be an absolute URL of at most {MaxUrl} characters.");
        if (uri.Scheme != "https" && !(uri.Scheme == "http" && IsThisMachine(uri)))
            return Problem.Invalid(field, "'redirectUrl' must use https.");
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || url.Contains('#', StringComparison.Ordinal))
        {
            return Problem.Invalid(field, "'redirectUrl' must have neither user info nor a fragment.");
        }
        return
            allowedOrigins is { Count: > 0 }
            && !allowedOrigins.Contains(uri.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase)
            ? Problem.Invalid(field, "The organization does not allow the origin of 'redirectUrl'.")
            : null;
    }

    private static Problem? CheckNames(CreateLinkRequest link)
    {
        if (string.IsNullOrWhiteSpace(link.Name) || link.Name.Length > MaxName)
            return Problem.Invalid("name", $"'name' is required, 1 to {MaxName} characters.");
        return link.ExternalId is { Length: 0 or > MaxExternalId }
            ? Problem.Invalid("externalId", $"'externalId' must be 1 to {MaxExternalId} characters.")
            : null;
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

    private static bool IsThisMachine(Uri uri) =>
        uri.Host == "localhost"
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
