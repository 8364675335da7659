using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// <c>phone_number</c>, <c>waba</c> and <c>subscribed_apps</c> hold Meta's answer, or
/// <c>{"error":{"code","message"}}</c>.
/// </summary>
public sealed record WhatsAppStatusAnswer(
    Guid AccountId,
    string DisplayName,
    string PhoneNumberId,
    string WabaId,
    bool Healthy,
    JsonElement PhoneNumber,
    JsonElement Waba,
    JsonElement SubscribedApps,
    bool SubscribedOk
);

public sealed record SubscribedApp(string? Id, string? Name);

/// <summary><c>code</c> is Meta's error number, or Patchbay's own code when Meta could not be reached.</summary>
public sealed record ReadError(string Code, string Message);

public sealed record FailedRead(ReadError Error);

public sealed record EmbeddedSignupRequest(string? Code, string? WabaId, string? PhoneNumberId);

/// <summary>
/// <c>status</c> is <c>pending</c> when the number is stored but not ready at Meta; <c>status_reason</c> says why.
/// </summary>
public sealed record EmbeddedSignupAnswer(
    bool Success,
    string AccountKey,
    string DisplayName,
    string WabaId,
    string PhoneNumberId,
    Guid AccountId,
    string Status,
    string? StatusReason
)
{
    /// <summary>What to do about the reason; null when there is nothing to do.</summary>
    public string? NextAction { get; init; }

    /// <summary>Until when Meta takes no registration of the number.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    internal static EmbeddedSignupAnswer From(FullAccount account, ConnectionStanding standing) =>
        new(
            true,
            account.Row.AccountKey,
            account.Row.DisplayName,
            account.Connection!.WabaId!,
            account.Connection.PhoneNumberId!,
            account.Row.Id,
            account.Connection.Status,
            standing.Reason
        )
        {
            NextAction = standing.NextAction,
            WaitUntil = standing.WaitUntil,
        };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(WhatsAppStatusAnswer))]
[JsonSerializable(typeof(IReadOnlyList<SubscribedApp>))]
[JsonSerializable(typeof(FailedRead))]
[JsonSerializable(typeof(EmbeddedSignupRequest))]
[JsonSerializable(typeof(EmbeddedSignupAnswer))]
internal sealed partial class WhatsAppJson : JsonSerializerContext;
