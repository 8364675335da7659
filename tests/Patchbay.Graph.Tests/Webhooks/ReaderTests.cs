using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Webhooks;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Tests.Webhooks;

/// <summary>
/// Compares the readers of webhooks, which are tables of names, with the JSON contracts of the serializer.
/// </summary>
public sealed class ReaderTests
{
    private delegate object? Read(ref Utf8JsonReader reader);

    private static readonly Dictionary<Type, object> _readers = new[]
    {
        typeof(WebhookReaders),
        typeof(MessageReaders),
        typeof(StatusReaders),
    }
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(f => f.FieldType.IsGenericType && f.FieldType.GetGenericTypeDefinition() == typeof(ObjectReader<>))
        .ToDictionary(f => f.FieldType.GetGenericArguments()[0], f => f.GetValue(null)!);

    public static TheoryData<string> Members =>
        [
            .. _readers.Keys.SelectMany(t =>
                Contract(t).Properties.Where(p => !p.IsExtensionData).Select(p => $"{t.Name} {p.Name}")
            ),
        ];

    [Fact]
    public void More_than_15_readers_are_found() => _readers.Count.ShouldBeGreaterThan(15);

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_of_the_contract_is_read_into_its_place(string member)
    {
        var (type, name) = (_readers.Keys.Single(t => t.Name == member.Split(' ')[0]), member.Split(' ')[1]);
        var property = Contract(type).Properties.Single(p => p.Name == name);
        var json = new JsonObject { [name] = Value(property) }.ToJsonString();
        var read = Through(type, json);
        property.Get!(read).ShouldNotBeNull();
        ((GraphObject)read).AdditionalData.ShouldBeNull();
        JsonSerializer
            .Serialize(read, Contract(type))
            .ShouldBe(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, Contract(type)), Contract(type)));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_takes_null_as_the_serializer_does(string member)
    {
        var (type, name) = (_readers.Keys.Single(t => t.Name == member.Split(' ')[0]), member.Split(' ')[1]);
        var json = $$"""{"{{name}}":null}""";
        Outcome(() => Through(type, json)).ShouldBe(Outcome(() => JsonSerializer.Deserialize(json, Contract(type))!));

        string Outcome(Func<object> read)
        {
            try
            {
                return JsonSerializer.Serialize(read(), Contract(type));
            }
            catch (JsonException)
            {
                return "refused";
            }
        }
    }

    private static JsonTypeInfo Contract(Type type) => WebhooksJson.Default.GetTypeInfo(type)!;

    private static object Through(Type type, string json)
    {
        var reader = _readers[type];
        var read = reader.GetType().GetMethod("Read")!.CreateDelegate<Read>(reader);
        var json8 = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        json8.Read();
        return read(ref json8)!;
    }

    /// <summary>A value that the member accepts. It contains the member's name, so no two are equal.</summary>
    private static JsonNode Value(JsonPropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            var t when t == typeof(bool) => true,
            var t when t == typeof(long) => 17,
            var t when t == typeof(string) || t == typeof(JsonElement) || t.IsValueType => property.Name,
            var t when t.IsInterface => new JsonArray(),
            _ => new JsonObject(),
        };
}
