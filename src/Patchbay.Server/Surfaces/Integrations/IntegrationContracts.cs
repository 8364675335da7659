using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>An account in answers, with masked secrets in <c>config</c>.</summary>
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

    // Members in addition to the documented ones:

    /// <summary>The id of the account's provider connection; null for e-mail.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>
    /// The connection's status: <c>pending</c>, <c>connected</c>, <c>suspended</c> or <c>disconnected</c>.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>The code of the reason why the connection is not usable.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What to do about the obstacle; null when there is nothing to do.</summary>
    public string? NextAction { get; init; }

    /// <summary>Until when Meta takes no registration of the number.</summary>
    public DateTimeOffset? WaitUntil { get; init; }
}

public sealed record CreateAccountRequest(
    string? Channel,
    string? AccountKey,
    string? DisplayName,
    bool? IsActive,
    bool? IsDefault,
    Guid? DivisionId,
    JsonElement? Config
);

/// <summary>
/// Members that are left out stay unchanged. A null <c>division_id</c> removes the account from its division.
/// </summary>
public sealed record UpdateAccountRequest(
    string? AccountKey,
    string? DisplayName,
    bool? IsActive,
    bool? IsDefault,
    JsonElement DivisionId,
    JsonElement? Config
);

/// <summary>
/// The settings of a whole channel, with masked secrets in <c>config</c>. Id and times are null when the channel is not
/// configured.
/// </summary>
public sealed record IntegrationAnswer(
    Guid? Id,
    string Channel,
    bool IsActive,
    JsonElement Config,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    Guid? DivisionId
)
{
    internal static IntegrationAnswer NotConfigured(ChannelSettings channel) =>
        new(
            Id: null,
            channel.Name,
            IsActive: false,
            AccountAnswers.Shown(channel, new Dictionary<string, string>(StringComparer.Ordinal)),
            CreatedAt: null,
            UpdatedAt: null,
            DivisionId: null
        );

    internal static IntegrationAnswer From(
        IntegrationRow row,
        ChannelSettings channel,
        IReadOnlyDictionary<string, string> config
    ) =>
        new(
            row.Id,
            row.Channel,
            row.IsActive,
            AccountAnswers.Shown(channel, config),
            row.CreatedAt,
            row.UpdatedAt,
            row.DivisionId
        );
}

/// <summary>Members that are left out stay unchanged. A newly configured channel is active by default.</summary>
public sealed record PutIntegrationRequest(bool? IsActive, JsonElement? Config, JsonElement DivisionId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AccountAnswer>))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(UpdateAccountRequest))]
[JsonSerializable(typeof(IntegrationAnswer))]
[JsonSerializable(typeof(IReadOnlyList<IntegrationAnswer>))]
[JsonSerializable(typeof(PutIntegrationRequest))]
internal sealed partial class IntegrationJson : JsonSerializerContext;
