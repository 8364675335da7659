using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Organizations;

public sealed record CreateApiKeyRequest(string? Name, string[]? Scopes, string? Role, DateTimeOffset? ExpiresAt);

/// <param name="OverlapSeconds">How long the old secret stays valid: 0 to 7 days, by default a day.</param>
public sealed record RotateApiKeyRequest(int? OverlapSeconds);

/// <summary><c>key</c> is present only in the answer to the call that created the key.</summary>
public sealed record ApiKeyAnswer(
    Guid Id,
    string Name,
    string Environment,
    string LastFour,
    string[] Scopes,
    string Role,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset CreatedAt
)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The key that replaced this one by a rotation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ReplacedBy { get; init; }

    public static ApiKeyAnswer From(ApiKeyRow row, string? text = null) =>
        new(
            row.Id,
            row.Name,
            row.Environment,
            row.LastFour,
            row.ScopeList,
            row.Role,
            row.ExpiresAt,
            row.LastUsedAt,
            row.CreatedAt
        )
        {
            Key = text,
            ReplacedBy = row.ReplacedBy,
        };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(RotateApiKeyRequest))]
[JsonSerializable(typeof(DataAnswer<ApiKeyAnswer>))]
[JsonSerializable(typeof(ListAnswer<ApiKeyAnswer>))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
