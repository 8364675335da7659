using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Webhooks;

namespace Patchbay.Emulator.Worlds;

/// <summary>How nodes look in the file and in a snapshot.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(List<Node>))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class StateJson : JsonSerializerContext;
