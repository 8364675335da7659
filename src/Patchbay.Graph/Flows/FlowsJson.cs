using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Flow))]
[JsonSerializable(typeof(Page<Flow>))]
[JsonSerializable(typeof(SaveFlow))]
[JsonSerializable(typeof(CreatedFlow))]
[JsonSerializable(typeof(MigrateFlows))]
[JsonSerializable(typeof(MigratedFlows))]
[JsonSerializable(typeof(FlowQuery))]
[JsonSerializable(typeof(Page<FlowAsset>))]
[JsonSerializable(typeof(FlowJsonSaved))]
[JsonSerializable(typeof(FlowDataRequest))]
[JsonSerializable(typeof(FlowEnvelope))]
[JsonSerializable(typeof(FlowReply))]
[JsonSerializable(typeof(FlowTokenClaims))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class FlowsJson : JsonSerializerContext;
