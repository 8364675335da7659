using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Webhooks;

/// <summary>
/// Reads a change's value as the type of its field, whether the field's name is before or after the value.
/// </summary>
internal sealed class WebhookChangeConverter : JsonConverter<WebhookChange>
{
    public override WebhookChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadChange(ref reader);

    public static WebhookChange ReadChange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        string? field = null;
        ChangeValue? value = null;
        Dictionary<string, JsonElement>? rest = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8))
                value = ReadValue(ref reader, field);
            else if (reader.ValueTextEquals("field"u8))
                field = ReadField(ref reader, ref rest);
            else
                ReadRest(ref reader, rest ??= []);
        }

        return new()
        {
            Field = field,
            Value = value ?? new UnknownValue(default),
            AdditionalData = rest,
        };
    }

    /// <summary>Creates a change from a value that has already been read.</summary>
    public static WebhookChange Of(string field, JsonElement value)
    {
        var reader = JsonText.Reader(JsonMarshal.GetRawUtf8Value(value));
        return new() { Field = field, Value = ReadValue(ref reader, field) };
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

        if (value.Field is not null)
            writer.WriteString("field", value.Field);
        foreach (var (name, element) in value.AdditionalData ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Looks for the field's name after the value, on a copy of the reader, because Meta writes it there.
    /// </summary>
    private static string? FieldBehind(Utf8JsonReader value)
    {
        value.Skip();
        while (value.Read() && value.TokenType is JsonTokenType.PropertyName)
        {
            var isField = value.ValueTextEquals("field"u8);
            value.Read();
            if (isField && value.TokenType is JsonTokenType.String)
                return FieldTypes.Intern(ref value);
            value.Skip();
        }

        return null;
    }

    private static string? ReadField(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? rest)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            return FieldTypes.Intern(ref reader);
        (rest ??= [])["field"] = JsonElement.ParseValue(ref reader);
        return null;
    }

    private static ChangeValue ReadValue(ref Utf8JsonReader reader, string? field)
    {
        reader.Read();
        var start = reader;
        try
        {
            if (ReadKnown(ref reader, in start, field) is { } value)
                return value;
        }
        catch (JsonException)
        {
            reader = start;
            return ReadLoosely(ref reader, field ?? FieldBehind(reader));
        }

        reader = start;
        return new UnknownValue(JsonElement.ParseValue(ref reader));
    }

    private static ChangeValue ReadLoosely(ref Utf8JsonReader reader, string? field)
    {
        var members = reader;
        members.Read();
        var contract = IsNameOfMessages(in members)
            ? WebhooksJson.Default.MessagingValue
            : FieldTypes.Contract(field, reader);
        var element = JsonElement.ParseValue(ref reader);
        return contract is not null && LooseReader.Read(element, contract) is ChangeValue value
            ? value
            : new UnknownValue(element);
    }

    /// <summary>
    /// True at the first member of most values of messages, which then need no search for the field's name.
    /// </summary>
    private static bool IsNameOfMessages(in Utf8JsonReader first) =>
        first.TokenType is JsonTokenType.PropertyName && first.ValueTextEquals("messaging_product"u8);

    private static ChangeValue? ReadKnown(ref Utf8JsonReader reader, in Utf8JsonReader start, string? field)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            return null;
        reader.Read();
        if (IsNameOfMessages(in reader))
            return WebhookReaders.Messages.ReadMembers(ref reader);
        reader = start;
        return ReadByField(ref reader, field ?? FieldBehind(reader));
    }

    private static ChangeValue? ReadByField(ref Utf8JsonReader reader, string? field) =>
        FieldTypes.Contract(field, reader) switch
        {
            null => null,
            JsonTypeInfo<MessagingValue> => WebhookReaders.Messages.Read(ref reader),
            var contract => (ChangeValue?)JsonSerializer.Deserialize(ref reader, contract),
        };

    private static void ReadRest(ref Utf8JsonReader reader, Dictionary<string, JsonElement> rest)
    {
        var name = reader.GetString()!;
        reader.Read();
        rest[name] = JsonElement.ParseValue(ref reader);
    }
}
