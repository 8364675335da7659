using System.Text.Json.Serialization;

namespace Patchbay.Graph.MessageHistory;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<MessageRecord>))]
[JsonSerializable(typeof(ListMessageRecords))]
[JsonSerializable(typeof(Page<MessageEventEdge>))]
[JsonSerializable(typeof(ListMessageEvents))]
internal sealed partial class MessageHistoryJson : JsonSerializerContext;
