using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Organizations;

public sealed record CreateApiKeyRequest(string? Name, string[]? Scopes, string? Role, DateTimeOffset? ExpiresAt);

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
        };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(DataAnswer<ApiKeyAnswer>))]
[JsonSerializable(typeof(ListAnswer<ApiKeyAnswer>))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
