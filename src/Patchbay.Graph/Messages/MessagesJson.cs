using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(OutgoingMessage))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(ReadMark))]
[JsonSerializable(typeof(EncryptedMessage))]
internal sealed partial class MessagesJson : JsonSerializerContext;
