using System.Text.Json;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>An invitation to connect one number.</summary>
public sealed class LinkRow
{
    /// <summary>
    /// The columns that an insert writes. The remaining columns are set when the link is opened and completed.
    /// </summary>
    internal static readonly RowWriter<LinkRow> Insert = new RowColumns<LinkRow>()
        .Uuid("id", link => link.Id)
        .Uuid("organization_id", link => link.OrganizationId)
        .Text("environment", link => link.Environment)
        .Text("name", link => link.Name)
        .Text("status", link => link.Status)
        .Text("external_id", link => link.ExternalId)
        .Text("metadata", link => link.Metadata)
        .Text("redirect_url", link => link.RedirectUrl)
        .Text("failure_url", link => link.FailureUrl)
        .Text("refresh_url", link => link.RefreshUrl)
        .Bytes("redirect_secret", link => link.RedirectSecret)
        .Text("webhook_url", link => link.WebhookUrl)
        .Bytes("webhook_query", link => link.WebhookQuery)
        .Bytes("webhook_secret", link => link.WebhookSecret)
        .Text("webhook_events", link => link.WebhookEvents)
        .Text("accent_color", link => link.AccentColor)
        .Text("locale", link => link.Locale)
        .Text("allowed_connection_types", link => link.AllowedConnectionTypes)
        .Number("attempt_count", link => link.AttemptCount)
        .Instant("expires_at", link => link.ExpiresAt)
        .Instant("created_at", link => link.CreatedAt)
        .Uuid("sort_id", link => link.SortId)
        .InsertInto("onboarding_links");

    /// <summary>Random, because the page's address holds it and is the permission.</summary>
    public required Guid Id { get; init; }

    /// <summary>Orders the links of one moment.</summary>
    public Guid? SortId { get; init; }

    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }

    /// <summary>As stored: pending or completed. <see cref="StatusAt"/> adds expired.</summary>
    public required string Status { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>JSON object.</summary>
    public string? Metadata { get; init; }

    public string? RedirectUrl { get; init; }
    public string? FailureUrl { get; init; }
    public string? RefreshUrl { get; init; }

    /// <summary>The sealed secret that signs the parameters of the addresses.</summary>
    public byte[]? RedirectSecret { get; init; }

    /// <summary>The address of the webhook, with a mask in place of its query.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>The sealed query of that address; null when it has none.</summary>
    public byte[]? WebhookQuery { get; init; }

    /// <summary>The sealed webhook secret.</summary>
    public byte[]? WebhookSecret { get; init; }

    /// <summary>JSON list of event names.</summary>
    public string? WebhookEvents { get; init; }

    public string? AccentColor { get; init; }
    public string? Locale { get; init; }

    /// <summary>JSON list; null allows both.</summary>
    public string? AllowedConnectionTypes { get; init; }

    public required int AttemptCount { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? WabaId { get; init; }

    /// <summary>The endpoint of its webhook, once completed.</summary>
    public Guid? EndpointId { get; init; }

    /// <summary>That endpoint is an earlier link's, and signs with another secret than this link's.</summary>
    public bool IsWebhookSecretIgnored { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The link that ended this one.</summary>
    public Guid? ReplacedBy { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    /// <summary>A pending link as a request describes it. <see cref="LinkRules"/> has accepted the request.</summary>
    internal static LinkRow From(
        CreateLinkRequest request,
        Tenant tenant,
        Guid sortId,
        SealedLinkSecrets secrets,
        TimeSpan lifetime,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = secrets.LinkId,
            SortId = sortId,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = ShownText.Clean(request.Name ?? ""),
            Status = LinkStatus.Pending,
            ExternalId = request.ExternalId,
            Metadata = MetadataOf(request),
            RedirectUrl = request.RedirectUrl,
            FailureUrl = request.FailureUrl,
            RefreshUrl = request.RefreshUrl,
            RedirectSecret = secrets.Redirect,
            WebhookUrl = ShownUrlOf(request),
            WebhookQuery = secrets.Query,
            WebhookSecret = secrets.Webhook,
            WebhookEvents = JsonLists.Write(request.WebhookEvents),
            AccentColor = request.Theme?.AccentColor,
            Locale = request.Locale,
            AllowedConnectionTypes = JsonLists.Write(request.AllowedConnectionTypes),
            AttemptCount = 0,
            ExpiresAt = now + lifetime,
            CreatedAt = now,
        };

    public string StatusAt(DateTimeOffset now) =>
        Status == LinkStatus.Pending && ExpiresAt <= now ? LinkStatus.Expired : Status;

    private static string? MetadataOf(CreateLinkRequest request) =>
        request.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata.GetRawText() : null;

    private static string? ShownUrlOf(CreateLinkRequest request) =>
        request.WebhookUrl is { } url ? EndpointAddress.Of(url).Shown : null;
}

/// <summary>The sealed secrets of a new link, and the id that they are sealed for.</summary>
internal sealed record SealedLinkSecrets(Guid LinkId, byte[]? Webhook, byte[]? Redirect, byte[]? Query);

public static class LinkStatus
{
    public const string Pending = "pending",
        Completed = "completed",
        Expired = "expired";

    public static readonly string[] All = [Pending, Completed, Expired];
}
