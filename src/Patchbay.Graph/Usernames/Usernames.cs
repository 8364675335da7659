using System.Text.Json.Serialization;

namespace Patchbay.Graph.Usernames;

/// <summary>Requests a username.</summary>
public sealed record SetUsername : GraphObject
{
    /// <summary>The username: 3 to 35 of a-z 0-9 . _ with at least one letter.</summary>
    public required string Username { get; init; }
}

/// <summary>A username and its status.</summary>
public sealed record UsernameState : GraphObject
{
    /// <summary>The username in use.</summary>
    public string? Username { get; init; }

    /// <summary>Status: APPROVED, PENDING, REJECTED or reserved.</summary>
    public string? Status { get; init; }

    /// <summary>The requested username.</summary>
    public string? RequestedUsername { get; init; }

    /// <summary>Why the username was rejected.</summary>
    public IReadOnlyList<string>? RejectionReasons { get; init; }
}

/// <summary>Available usernames.</summary>
public sealed record UsernameSuggestions : GraphObject
{
    /// <summary>The usernames.</summary>
    [JsonPropertyName("username_suggestions")]
    public IReadOnlyList<string> Names
    {
        get => field ?? [];
        init;
    }
}
