using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>An invitation to connect an account in a browser, with its progress.</summary>
public sealed class ConnectSession
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Channel { get; init; }

    /// <summary>The name of the invited business, which the page shows.</summary>
    public required string Name { get; init; }

    public string? Locale { get; init; }
    public string? RedirectUrl { get; init; }
    public required string InvitedBy { get; init; }

    /// <summary>The hash of the browser's cookie; null until a browser claims the invitation.</summary>
    public byte[]? BrowserHash { get; init; }

    /// <summary>The hash of the only state that the callback accepts.</summary>
    public byte[]? StateHash { get; init; }

    public required string Status { get; init; }

    /// <summary>One of <see cref="ConnectErrors"/>.</summary>
    public string? Error { get; init; }

    public required long Attempts { get; init; }

    /// <summary>JSON of the pages to choose from.</summary>
    public string? Pages { get; init; }

    /// <summary>The sealed handle for the choice of pages.</summary>
    public byte[]? PageHandle { get; init; }

    /// <summary>JSON of <see cref="ConnectResult"/>.</summary>
    public string? Result { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}

public static class ConnectStatus
{
    public const string Open = "open",
        Choosing = "choosing",
        Done = "done";
}

/// <summary>Why the last try failed. The page has a text for each code.</summary>
internal static class ConnectErrors
{
    public const string Denied = "denied",
        CodeInvalid = "code_invalid",
        NoPages = "no_pages",
        NoneChosen = "none_chosen",
        HeldElsewhere = "held_elsewhere",
        PermissionMissing = "permission_missing",
        NotSubscribed = "not_subscribed",
        MetaUnavailable = "meta_unavailable",
        Failed = "failed";

    public static readonly string[] All =
    [
        Denied,
        CodeInvalid,
        NoPages,
        NoneChosen,
        HeldElsewhere,
        PermissionMissing,
        NotSubscribed,
        MetaUnavailable,
        Failed,
    ];
}

/// <param name="Connected">Names of the accounts.</param>
/// <param name="Failed">Names of the pages that could not be connected.</param>
public sealed record ConnectResult(IReadOnlyList<string> Connected, IReadOnlyList<string> Failed);
