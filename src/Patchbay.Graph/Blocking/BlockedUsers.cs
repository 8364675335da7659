using System.Text.Json.Serialization;

namespace Patchbay.Graph.Blocking;

/// <summary>Users to block or unblock.</summary>
public sealed record BlockUsers : GraphObject
{
    /// <summary>Them; for blocking, only those who wrote in the last 24 hours.</summary>
    [JsonPropertyName("block_users")]
    public required IReadOnlyList<BlockTarget> Users { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A user, by number or by business-scoped id.</summary>
public sealed record BlockTarget
{
    /// <summary>The number, with plus and country code.</summary>
    public string? User { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>What became of each user. Some may have failed although the call did not.</summary>
public sealed record BlockResult : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The users by outcome.</summary>
    [JsonPropertyName("block_users")]
    public BlockOutcome? Users { get; init; }

    /// <summary>There when some failed: code 139100.</summary>
    public GraphError? Error { get; init; }

    /// <summary>Faults of the call itself.</summary>
    public IReadOnlyList<GraphError>? Errors { get; init; }
}

/// <summary>Users by outcome.</summary>
public sealed record BlockOutcome : GraphObject
{
    /// <summary>Now blocked; some answers to unblocking use this name too.</summary>
    public IReadOnlyList<BlockedUser>? AddedUsers { get; init; }

    /// <summary>No longer blocked.</summary>
    public IReadOnlyList<BlockedUser>? RemovedUsers { get; init; }

    /// <summary>Unchanged, each with its reason.</summary>
    public IReadOnlyList<BlockedUser>? FailedUsers { get; init; }
}

/// <summary>A user.</summary>
public sealed record BlockedUser : GraphObject
{
    /// <summary>As it was given.</summary>
    public string? Input { get; init; }

    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary><c>whatsapp</c>, in lists.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<GraphError>? Errors { get; init; }
}

/// <summary>An entry of the block list, plain or wrapped.</summary>
public sealed record BlockedEntry : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary>The users, in the wrapped form.</summary>
    [JsonPropertyName("block_users")]
    public IReadOnlyList<BlockedUser>? Users { get; init; }
}
