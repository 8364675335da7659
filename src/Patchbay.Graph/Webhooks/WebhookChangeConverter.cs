using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Webhooks;

/// <summary>Reads a change's value as the type of its field, wherever the field's name stands.</summary>
internal sealed class WebhookChangeConverter : JsonConverter<WebhookChange>
{
    public override WebhookChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        var start = reader;
        string? field = null;
        ChangeValue? value = null;
        Dictionary<string, JsonElement>? rest = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8)) value = ReadValue(ref reader, field, start);
            else if (reader.ValueTextEquals("field"u8)) field = ReadField(ref reader);
            else ReadRest(ref reader, rest ??= []);
        }

        return new() { Field = field, Value = value ?? new UnknownValue(default), AdditionalData = rest };
    }

    public override void Write(Utf8JsonWriter writer, WebhookChange value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Value is UnknownValue { Raw.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            writer.WritePropertyName("value");
            unknown.Raw.WriteTo(writer);
        }
        else if (value.Value is not UnknownValue)
        {
            writer.WritePropertyName("value");
            JsonSerializer.Serialize(writer, value.Value, WebhooksJson.Default.GetTypeInfo(value.Value.GetType())!);
        }

        if (value.Field is not null) writer.WriteString("field", value.Field);
        foreach (var (name, element) in value.AdditionalData ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Looks ahead on a copy of the reader: Meta puts the field behind the value.</summary>
    private static string? FieldAhead(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isField = reader.ValueTextEquals("field"u8);
            reader.Read();
            if (isField && reader.TokenType is JsonTokenType.String) return FieldTypes.Intern(ref reader);
            reader.Skip();
        }

        return null;
    }

    private static string? ReadField(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String) return FieldTypes.Intern(ref reader);
        reader.Skip();
        return null;
    }

    private static ChangeValue ReadValue(ref Utf8JsonReader reader, string? field, Utf8JsonReader change)
    {
        reader.Read();
        var start = reader;
        var contract = FieldTypes.IsMessaging(reader) ? WebhooksJson.Default.MessagingValue : FieldTypes.Contract(field ?? FieldAhead(change), reader);
        if (contract is not null && reader.TokenType is JsonTokenType.StartObject)
        {
            try
            {
                return Deserialize(ref reader, contract);
            }
            catch (JsonException)
            {
                // Of another shape than documented: kept raw below, so that nothing is lost.
            }

            reader = start;
        }

        return new UnknownValue(JsonElement.ParseValue(ref reader));
    }

    private static ChangeValue Deserialize(ref Utf8JsonReader reader, JsonTypeInfo contract) =>
        (ChangeValue)(contract is JsonTypeInfo<MessagingValue> ? WebhookReaders.Messages.Read(ref reader) : JsonSerializer.Deserialize(ref reader, contract)!);

    private static void ReadRest(ref Utf8JsonReader reader, Dictionary<string, JsonElement> rest)
    {
        var name = reader.GetString()!;
        reader.Read();
        rest[name] = JsonElement.ParseValue(ref reader);
    }
}
