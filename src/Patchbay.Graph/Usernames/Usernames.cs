using System.Text.Json.Serialization;

namespace Patchbay.Graph.Usernames;

/// <summary>Asks for a user name.</summary>
public sealed record SetUsername : GraphObject
{
    /// <summary>3 to 35 of a-z 0-9 . _ with at least one letter.</summary>
    public required string Username { get; init; }
}

/// <summary>A user name and its state.</summary>
public sealed record UsernameState : GraphObject
{
    /// <summary>The name in use.</summary>
    public string? Username { get; init; }

    /// <summary>APPROVED, PENDING, REJECTED or reserved.</summary>
    public string? Status { get; init; }

    /// <summary>The name asked for.</summary>
    public string? RequestedUsername { get; init; }

    /// <summary>Why not.</summary>
    public IReadOnlyList<string>? RejectionReasons { get; init; }
}

/// <summary>Free names.</summary>
public sealed record UsernameSuggestions : GraphObject
{
    /// <summary>The names.</summary>
    [JsonPropertyName("username_suggestions")]
    public IReadOnlyList<string> Names
    {
        get => field ?? [];
        init;
    }
}
