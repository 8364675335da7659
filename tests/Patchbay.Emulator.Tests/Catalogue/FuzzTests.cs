using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Registry;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>
/// Random and nearly valid requests, which must succeed or be refused, but never fail with a server error.
/// </summary>
public sealed class FuzzTests
{
    private const int Rounds = 40;

    public static TheoryData<string> Operations => [.. SharedOperations.All.Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_never_fails_with_a_server_error(string id)
    {
        await using var meta = await Meta.StartAsync();
        var operation = SharedOperations.All.Single(o => o.Id == id);
        var recipe = await new Recipes(meta).MakeAsync(id);
        var declared = OperationList.All.FirstOrDefault(o => o.Id == id)?.Params ?? [];
        var random = new Random(id.Length * 7919 + id[0]);

        for (var round = 0; round < Rounds; round++)
        {
            using var request = NewRequest(recipe, operation.Method, declared, random, round);
            using var response = await meta.Http.SendAsync(request, Meta.Cancel);
            var text = await response.Content.ReadAsStringAsync(Meta.Cancel);
            var sent =
                request.RequestUri
                + " "
                + (request.Content is null ? "" : await request.Content.ReadAsStringAsync(Meta.Cancel));

            // The web server refuses a too long address itself.
            if ((int)response.StatusCode == 414)
                continue;
            // Some of Meta's refusals have the status 500 or 503. Any other such answer is a defect.
            if ((int)response.StatusCode >= 500)
                ((int)JsonNode.Parse(text)!["error"]!["code"]!).ShouldBeGreaterThan(1000, sent);
            if ((int)response.StatusCode is >= 400 and < 500 && id != "downloadMedia")
                Error(JsonNode.Parse(text)!).ShouldNotBeNull(sent);
        }
    }

    /// <summary>Errors of Instagram's log-in host have another form.</summary>
    private static JsonNode? Error(JsonNode answer) => answer["error"] ?? answer["error_message"];

    private static HttpRequestMessage NewRequest(
        Recipe recipe,
        string method,
        IReadOnlyList<Param> declared,
        Random random,
        int round
    )
    {
        if (method == "GET")
            return (recipe with { Path = Query(recipe.Path, declared, random) }).ToRequest(method);
        if (round % 4 == 2)
            return ToForm(recipe, method, Generate(declared, random, 0));
        if (round % 4 == 3)
            return (recipe with { Json = Garbage(random), Form = null, File = null, Raw = null }).ToRequest(method);
        var body =
            recipe.Json is not null && random.Next(2) == 0
                ? Mutate(JsonNode.Parse(recipe.Json)!.AsObject(), random)
                : Generate(declared, random, 0);
        return (recipe with { Json = body.ToJsonString(), Form = null, File = null, Raw = null }).ToRequest(method);
    }

    private static HttpRequestMessage ToForm(Recipe recipe, string method, JsonObject body)
    {
        var request = (recipe with { Json = null, Form = null, File = null, Raw = null }).ToRequest(method);
        request.Content = new FormUrlEncodedContent(body.Select(m => KeyValuePair.Create(m.Key, Plain(m.Value))));
        return request;
    }

    private static string Query(string path, IReadOnlyList<Param> declared, Random random)
    {
        var query = new StringBuilder(path).Append(path.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        foreach (var param in declared)
            if (random.Next(3) == 0)
                query
                    .Append(param.Name)
                    .Append('=')
                    .Append(Uri.EscapeDataString(Plain(Value(param, random, 0))))
                    .Append('&');
        return query
            .Append("fields=")
            .Append(Uri.EscapeDataString(random.Next(3) == 0 ? Noise(random) : "id{a,b{c}}"))
            .ToString();
    }

    private static string Plain(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : node?.ToJsonString() ?? "null";

    private static JsonObject Mutate(JsonObject body, Random random)
    {
        var copy = (JsonObject)body.DeepClone();
        var names = copy.Select(m => m.Key).ToList();
        if (names.Count == 0)
            return copy;
        var name = names[random.Next(names.Count)];
        if (random.Next(3) == 0)
            copy.Remove(name);
        else if (copy[name] is JsonObject inner && random.Next(2) == 0)
            copy[name] = Mutate(inner, random);
        else
            copy[name] = Anything(random, 0);
        return copy;
    }

    private static JsonObject Generate(IReadOnlyList<Param> declared, Random random, int depth)
    {
        var body = new JsonObject();
        foreach (var param in declared)
            if (param.Required ? random.Next(12) != 0 : random.Next(2) == 0)
                body[param.Name] = Value(param, random, depth);
        return body;
    }

    /// <summary>Mostly a value of the declared kind, sometimes any value.</summary>
    private static JsonNode? Value(Param param, Random random, int depth)
    {
        if (random.Next(8) == 0)
            return Anything(random, depth);
        return param.Kind switch
        {
            ParamKind.Text when param.OneOf is { Count: > 0 } choices => choices[random.Next(choices.Count)],
            ParamKind.Text => random.Next(3) switch
            {
                0 => Noise(random),
                1 => "15550100001",
                _ => new string('x', random.Next(1, 40)),
            },
            ParamKind.Whole => random.Next(-5, 100000),
            ParamKind.Number => random.NextDouble() * 400 - 200,
            ParamKind.Flag => random.Next(2) == 0,
            ParamKind.Object => Generate(param.Members ?? [], random, depth + 1),
            ParamKind.List when depth < 4 => new JsonArray([
                .. Enumerable.Range(0, random.Next(4)).Select(_ => Value(param.Item!, random, depth + 1)),
            ]),
            _ => Anything(random, depth),
        };
    }

    private static JsonNode? Anything(Random random, int depth) =>
        random.Next(depth > 3 ? 6 : 8) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            3 => random.NextDouble() * 1e300,
            4 => Noise(random),
            5 => "",
            6 => new JsonArray(Anything(random, depth + 1), Anything(random, depth + 1)),
            _ => new JsonObject
            {
                [Noise(random)] = Anything(random, depth + 1),
                ["type"] = Anything(random, depth + 1),
                ["text"] = Anything(random, depth + 1),
            },
        };

    private static string Noise(Random random) =>
        random.Next(6) switch
        {
            0 => "{\"type\":",
            1 => "[1,",
            2 => "\u0000\uFFFF\u202E" + random.Next().ToString(CultureInfo.InvariantCulture),
            3 => "9999999999999999999999",
            4 => new string('é', random.Next(1, 600)),
            _ => "{{1}} ' OR 1=1 --",
        };

    private static string Garbage(Random random) =>
        random.Next(5) switch
        {
            0 => "{",
            1 => "[]",
            2 => "\"text\"",
            3 => string.Concat(Enumerable.Repeat("{\"a\":", 80)),
            _ => "{\"messaging_product\":\"whatsapp\",\"messaging_product\":\"whatsapp\"}",
        };
}
