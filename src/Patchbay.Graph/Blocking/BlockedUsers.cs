using System.Text.Json.Serialization;

namespace Patchbay.Graph.Blocking;

/// <summary>Users to block or unblock.</summary>
public sealed record BlockUsers : GraphObject
{
    /// <summary>The users.</summary>
    /// <remarks>Only users who wrote in the last 24 hours can be blocked.</remarks>
    [JsonPropertyName("block_users")]
    public required IReadOnlyList<BlockTarget> Users { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A user to block or unblock, by number or by business-scoped id.</summary>
public sealed record BlockTarget
{
    /// <summary>The user's number, with plus and country code.</summary>
    public string? User { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>The result for each user.</summary>
/// <remarks>Some users may have failed although the call succeeded.</remarks>
public sealed record BlockResult : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The users, by result.</summary>
    [JsonPropertyName("block_users")]
    public BlockOutcome? Users { get; init; }

    /// <summary>Set when some users failed: code 139100.</summary>
    public GraphError? Error { get; init; }

    /// <summary>Errors of the call itself.</summary>
    public IReadOnlyList<GraphError>? Errors { get; init; }
}

/// <summary>The users, by result.</summary>
public sealed record BlockOutcome : GraphObject
{
    /// <summary>Users that are now blocked.</summary>
    /// <remarks>Some answers to unblocking use this member too.</remarks>
    public IReadOnlyList<BlockedUser>? AddedUsers { get; init; }

    /// <summary>Users that are no longer blocked.</summary>
    public IReadOnlyList<BlockedUser>? RemovedUsers { get; init; }

    /// <summary>Users that are unchanged, each with its reason.</summary>
    public IReadOnlyList<BlockedUser>? FailedUsers { get; init; }
}

/// <summary>A user in a block result or in the block list.</summary>
public sealed record BlockedUser : GraphObject
{
    /// <summary>The user as given in the request.</summary>
    public string? Input { get; init; }

    /// <summary>The user's WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary><c>whatsapp</c>; set in lists.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Why the change failed.</summary>
    public IReadOnlyList<GraphError>? Errors { get; init; }
}

/// <summary>An entry of the block list.</summary>
/// <remarks>Meta writes it plain or wrapped in a list.</remarks>
public sealed record BlockedEntry : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The user's WhatsApp id, in the plain form.</summary>
    public string? WaId { get; init; }

    /// <summary>The user's business-scoped id, in the plain form.</summary>
    public string? UserId { get; init; }

    /// <summary>The users, in the wrapped form.</summary>
    [JsonPropertyName("block_users")]
    public IReadOnlyList<BlockedUser>? Users { get; init; }
}
