using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Data of <c>phone_number.connected</c>.</summary>
/// <param name="OnboardingLinkId">Null when the number was connected without a link.</param>
/// <param name="ExternalId">The caller's own id of the link.</param>
/// <param name="PhoneNumberId">Our id of the number.</param>
/// <param name="PhoneNumber">E.164.</param>
/// <param name="WabaId">Our id of the WhatsApp account.</param>
/// <param name="MetaWabaId">Meta's id of the WhatsApp account.</param>
/// <param name="IsPhoneRegistered">False when the number still has to be registered.</param>
public sealed record ConnectedEvent(
    Guid? OnboardingLinkId,
    string? ExternalId,
    Guid PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string MetaWabaId,
    bool IsPhoneRegistered
)
{
    /// <summary>The metadata of the link, or of the number when it was connected without a link.</summary>
    public JsonElement? Metadata { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectedEvent))]
internal sealed partial class ConnectedEventJson : JsonSerializerContext;
