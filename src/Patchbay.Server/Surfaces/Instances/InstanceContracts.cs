using System.Text.Json.Serialization;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Instances;

public sealed record CreateInstanceRequest(string Name);

public sealed record InstanceAnswer(Guid Id, string Name, DateTimeOffset CreatedAt)
{
    public static InstanceAnswer From(InstanceRow row) => new(row.Id, row.Name, row.CreatedAt);
}

/// <summary>
/// <c>count</c> is the number of instances on this page; <c>next_cursor</c> is present when there are further pages.
/// </summary>
public sealed record InstanceList(IReadOnlyList<InstanceAnswer> Instances, int Count)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}

public sealed record SetUpWhatsAppRequest(
    string AccessToken,
    string AppSecret,
    string PhoneNumberId,
    string? DisplayPhone,
    string? VerifyToken,
    string? WabaId
);

/// <summary>
/// The status of the channel. <c>verify_token</c> is present only in the answer to the request that set it.
/// </summary>
public sealed record WhatsAppStatus(
    string? DisplayPhone,
    bool Enabled,
    string? PhoneNumberId,
    string Status,
    string? WebhookUrl
)
{
    public static readonly WhatsAppStatus NotConfigured = new(null, false, null, ChannelStatus.NotConfigured, null);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VerifyToken { get; init; }

    /// <summary>Why the channel does not work; absent when it does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StatusReason { get; init; }

    /// <summary>What to do about the reason; absent when there is nothing to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextAction { get; init; }

    /// <summary>
    /// Until when Meta takes no registration of the number; absent when nothing has to be waited for.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WaitUntil { get; init; }
}

public static class ChannelStatus
{
    public const string NotConfigured = "not_configured",
        Pending = "pending",
        Active = "active",
        Error = "error";
}

public sealed record ChannelConfig(string? DisplayPhone, string WebhookUrl, string VerifyToken);

public sealed record ChannelAnswer
{
    public required Guid Id { get; init; }
    public required Guid InstanceId { get; init; }
    public required string ChannelType { get; init; }
    public required string Provider { get; init; }
    public required string ExternalIdentifier { get; init; }
    public required string ConnectionId { get; init; }
    public required ChannelConfig Config { get; init; }
    public required bool Enabled { get; init; }
    public required string Status { get; init; }

    /// <summary>Patchbay's code of the reason why the channel is not active.</summary>
    public string? ErrorMessage { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record ChannelList(IReadOnlyList<ChannelAnswer> Channels, int Count);

public sealed record ConnectAnswer(string OauthUrl, string State);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateInstanceRequest))]
[JsonSerializable(typeof(SetUpWhatsAppRequest))]
[JsonSerializable(typeof(InstanceAnswer))]
[JsonSerializable(typeof(InstanceList))]
[JsonSerializable(typeof(WhatsAppStatus))]
[JsonSerializable(typeof(ChannelList))]
[JsonSerializable(typeof(ConnectAnswer))]
internal sealed partial class InstanceJson : JsonSerializerContext;
