using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Integrations;

/// <summary>An account as the wire shows it, secrets of its <c>config</c> masked.</summary>
public sealed record AccountAnswer
{
    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public required string AccountKey { get; init; }
    public required string DisplayName { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsDefault { get; init; }
    public required JsonElement Config { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public Guid? DivisionId { get; init; }
    public required string VerifyToken { get; init; }
    public required string WebhookUrl { get; init; }

    // Beyond the documented members.

    /// <summary>The provider connection that this account is a view on; null for e-mail.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Of that connection: <c>pending</c>, <c>connected</c>, <c>suspended</c> or <c>disconnected</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The code of what stands in the way.</summary>
    public string? StatusReason { get; init; }
}

public sealed record CreateAccountRequest(
    string? Channel, string? AccountKey, string? DisplayName, bool? IsActive, bool? IsDefault, Guid? DivisionId, JsonElement? Config);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AccountAnswer>))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class IntegrationJson : JsonSerializerContext;
