using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Tests.Catalogue;

namespace Patchbay.Graph.Tests.Transport;

/// <summary>
/// Reads malformed answers with the contract of every operation: each value in turn is replaced by a value of another
/// kind, and the answer is cut off. Either the contract refuses the answer, or every property can be read.
/// </summary>
public sealed class HostileAnswerTests
{
    private static readonly string[] _oddities =
    [
        "null",
        "0",
        "-1e400",
        "\"\"",
        "\"\\ud83d\"",
        "true",
        "[]",
        "[null]",
        "[[1]]",
        "{}",
        "{\"id\":null}",
        "[{\"id\":1,\"x\":[null]}]",
    ];

    public static TheoryData<string> Ids => [.. Operations.All.Select(o => o.Id).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_answer_of_the_wrong_shape_is_refused_or_readable(string id)
    {
        foreach (var contract in Operations.All.Where(o => o.Id == id).Select(o => o.AnswerType))
        {
            var sample = Sample(contract, contract.Options, 5);
            foreach (var answer in Twisted(sample).Concat(CutOff(sample.ToJsonString())))
                ReadAll(answer, contract);
        }
    }

    [Fact]
    public void Unchanged_samples_are_read()
    {
        var refused = Operations
            .All.Where(o => o.AnswerType.Kind is JsonTypeInfoKind.Object)
            .Select(o =>
                (o.Id, Why: Refusal(Sample(o.AnswerType, o.AnswerType.Options, 5).ToJsonString(), o.AnswerType))
            );
        refused.Where(r => r.Why is not null).ShouldBeEmpty();
    }

    private static string? Refusal(string answer, JsonTypeInfo contract)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, contract) is null ? "null" : null;
        }
        catch (JsonException cause)
        {
            return cause.Message;
        }
    }

    private static void ReadAll(string answer, JsonTypeInfo contract)
    {
        object? read;
        try
        {
            read = JsonSerializer.Deserialize(answer, contract);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException)
        {
            return;
        }

        Should.NotThrow(() => Walk(read, 0), answer);
    }

    private static void Walk(object? value, int depth)
    {
        if (value is null or string or JsonElement or JsonNode || value.GetType().IsPrimitive || depth > 8)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, depth + 1);
            return;
        }

        if (value.GetType().Assembly != typeof(GraphClient).Assembly)
            return;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0)
                Walk(property.GetValue(value), depth + 1);
    }

    private static IEnumerable<string> CutOff(string answer) =>
        Enumerable.Range(0, 8).Select(i => answer[..(answer.Length * i / 8)]);

    /// <summary>Copies of the sample, each with one value replaced by one malformed value.</summary>
    private static IEnumerable<string> Twisted(JsonNode sample)
    {
        foreach (var oddity in _oddities)
            yield return oddity;
        foreach (var path in Paths(sample, []).ToArray())
        {
            foreach (var oddity in _oddities)
            {
                var copy = sample.DeepClone();
                var parent = path.SkipLast(1)
                    .Aggregate(copy, (node, step) => step is string name ? node[name]! : node[(int)step]!);
                // A placeholder is replaced in the text, because a node cannot hold a number too large for a double.
                if (path[^1] is string member)
                    parent[member] = "@odd@";
                else
                    parent[(int)path[^1]] = "@odd@";
                yield return copy.ToJsonString().Replace("\"@odd@\"", oddity, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] at) =>
        node switch
        {
            JsonObject members => members.SelectMany(m => Paths(m.Value, [.. at, m.Key]).Prepend([.. at, m.Key])),
            JsonArray items => items.SelectMany((item, i) => Paths(item, [.. at, i]).Prepend([.. at, i])),
            _ => [],
        };

    /// <summary>An answer with every member of the contract and the simplest values.</summary>
    private static JsonNode Sample(JsonTypeInfo contract, JsonSerializerOptions options, int depth)
    {
        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable when depth <= 0 => new JsonArray(),
            JsonTypeInfoKind.Dictionary when depth <= 0 => new JsonObject(),
            JsonTypeInfoKind.Object => new JsonObject(
                contract
                    .Properties.Where(p => !p.IsExtensionData && p.Set is not null && (depth > 0 || p.IsRequired))
                    .Select(p => new KeyValuePair<string, JsonNode?>(p.Name, Member(p, options, depth - 1)))
            ),
            JsonTypeInfoKind.Enumerable => new JsonArray(
                Sample(options.GetTypeInfo(contract.ElementType!), options, depth - 1)
            ),
            JsonTypeInfoKind.Dictionary => new JsonObject
            {
                ["k"] = Sample(options.GetTypeInfo(contract.ElementType!), options, depth - 1),
            },
            _ => Plain(contract.Type),
        };
    }

    private static JsonNode Member(JsonPropertyInfo member, JsonSerializerOptions options, int depth) =>
        member.CustomConverter is null
            ? Sample(options.GetTypeInfo(member.PropertyType), options, depth)
            : Plain(member.PropertyType);

    private static JsonNode Plain(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(bool) => true,
            var t when t == typeof(string) || typeof(Uri) == t => "1",
            var t when t.IsPrimitive || t == typeof(decimal) => 1,
            var t when t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Page<>) => new JsonObject
            {
                ["data"] = new JsonArray(),
            },
            var t when t.IsValueType => "X",
            _ => new JsonObject(),
        };
}
