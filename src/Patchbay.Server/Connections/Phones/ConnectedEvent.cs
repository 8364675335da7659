using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Data of <c>phone_number.connected</c>; a number connected without a link has no <paramref name="OnboardingLinkId"/>.</summary>
public sealed record ConnectedEvent(
    Guid? OnboardingLinkId,
    string? ExternalId,
    Guid PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string MetaWabaId,
    bool IsPhoneRegistered
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectedEvent))]
internal sealed partial class ConnectedEventJson : JsonSerializerContext;
