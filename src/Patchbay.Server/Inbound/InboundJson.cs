using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Inbound;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ForwardedEvent))]
[JsonSerializable(typeof(PhoneUpdatedEvent))]
[JsonSerializable(typeof(SuspendedEvent))]
[JsonSerializable(typeof(ChannelEvent))]
internal sealed partial class InboundJson : JsonSerializerContext;
