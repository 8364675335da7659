using System.Text.Json.Serialization;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Projections;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ForwardedEvent))]
[JsonSerializable(typeof(PhoneUpdatedEvent))]
[JsonSerializable(typeof(SuspendedEvent))]
[JsonSerializable(typeof(ChannelEvent))]
internal sealed partial class InboundJson : JsonSerializerContext;
