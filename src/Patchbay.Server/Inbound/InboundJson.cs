using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Inbound;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(ForwardedEvent))]
[JsonSerializable(typeof(PhoneUpdatedEvent))]
internal sealed partial class InboundJson : JsonSerializerContext;
