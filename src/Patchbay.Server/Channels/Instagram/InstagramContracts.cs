using System.Text.Json.Serialization;

namespace Patchbay.Server.Channels.Instagram;

/// <param name="Success">False when the account is stored but Meta refused to send its messages; the account's status
/// then has the reason.</param>
public sealed record InstagramAnswer(bool Success, InstagramAccountAnswer Account);

public sealed record InstagramAccountAnswer(
    Guid Id,
    string AccountKey,
    string DisplayName,
    string? Username,
    string? Status,
    string? StatusReason
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip
)]
[JsonSerializable(typeof(InstagramAnswer))]
internal sealed partial class InstagramJson : JsonSerializerContext;
