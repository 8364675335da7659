using System.Text.Json.Serialization;

namespace Patchbay.Emulator.Nodes;

internal enum TokenKind
{
    User,
    SystemUser,
    Page,
    Instagram,
    InstagramLong,
}

/// <summary>An access token. Its id is its text.</summary>
internal sealed class Token : Node
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required TokenKind Kind { get; set; }
    public required string AppId { get; set; }
    public string? UserId { get; set; }
    public string? ProfileId { get; set; }
    public string? BusinessId { get; set; }
    public List<string> Scopes { get; set; } = [];

    /// <summary>Permissions that the person revoked.</summary>
    public List<string> Declined { get; set; } = [];

    /// <summary>The targets of each scope, newest first. A scope without an entry reaches everything.</summary>
    public Dictionary<string, List<string>> Targets { get; set; } = [];

    /// <summary>When the token expires, in seconds since 1970; 0 for never.</summary>
    public long ExpiresAt { get; set; }
    public long IssuedAt { get; set; }

    /// <summary>Meta's subcode after the token was revoked.</summary>
    public int? RevokedAs { get; set; }

    public bool Has(string scope) => Scopes.Contains(scope);

    public bool Reaches(string scope, string target) =>
        !Targets.TryGetValue(scope, out var targets) || targets.Contains(target);
}

/// <summary>A one-time code and the token it will be exchanged for. Its id is its text.</summary>
internal sealed class OAuthCode : Node
{
    public required string AppId { get; set; }
    public string? RedirectUri { get; set; }
    public required Token Grant { get; set; }

    /// <summary>When the code expires, in milliseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long ExpiresAt { get; set; }
    public bool Used { get; set; }
}
