using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Several requests in one request. Each goes through the whole pipeline and has its own answer.</summary>
internal sealed partial class Batch(Func<HttpContext, GraphPath, Task> handle)
{
    private const int Most = 50;

    /// <summary>
    /// Returns whether the request is a batch. A batch inside a batch is refused as a request without a path.
    /// </summary>
    public static bool Is(HttpContext context, string method, GraphPath path, Input input) =>
        method == "POST" && path.Rest.Length == 0 && input.Has("batch") && !context.Items.ContainsKey(typeof(Batch));

    public async Task<Answer> RunAsync(HttpContext outer, GraphPath path, ReadInput read, string? credential)
    {
        var requests = Parse(read.Input.Element("batch") ?? throw Refusals.Missing("batch"));
        var withHeaders = read.Input.Text("include_headers") is not ("false" or "0");
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var answers = new JsonArray();
        foreach (var request in requests)
        {
            var answer = await RunAsync(outer, path, request, credential, named, withHeaders);
            if (request.TextOf("name") is { } name)
                named[name] = answer;
            answers.Add(IsOmitted(request, requests, answer) ? null : answer?.DeepClone());
        }
        return Answer.Ok(answers);
    }

    private static List<JsonElement> Parse(JsonElement batch)
    {
        try
        {
            if (batch.ValueKind == JsonValueKind.String)
                batch = JsonElement.Parse(batch.AsText());
        }
        catch (JsonException)
        {
            throw Refusals.Invalid("Param batch must be an array.");
        }
        if (batch.ValueKind != JsonValueKind.Array || batch.GetArrayLength() == 0)
            throw Refusals.Invalid("Param batch must be an array.");
        if (batch.GetArrayLength() > Most)
            throw new GraphRefusal(100, $"Too many requests in batch message. Maximum batch size is {Most}")
            {
                Kind = "GraphBatchException",
            };
        var requests = batch.EnumerateArray().ToList();
        return requests.TrueForAll(r => r.TextOf("method") is { Length: > 0 } && r.TextOf("relative_url") is not null)
            ? requests
            : throw Refusals.Invalid("Every request of a batch needs method and relative_url.");
    }

    private async Task<JsonNode?> RunAsync(
        HttpContext outer,
        GraphPath path,
        JsonElement request,
        string? credential,
        Dictionary<string, JsonNode?> named,
        bool withHeaders
    )
    {
        // A request that depends on a failed request is not tried.
        if (request.TextOf("depends_on") is { } before && !Succeeded(named.GetValueOrDefault(before)))
            return null;
        var context = NewContext(
            outer,
            path,
            Fill(request.TextOf("relative_url") ?? "", named),
            request,
            Fill(request.TextOf("body") ?? "", named),
            credential
        );
        var body = (MemoryStream)context.Response.Body;
        await handle(context, GraphPath.Parse(context.Request.Path));
        return body.Length == 0 ? null : Write(context.Response, body.ToArray(), withHeaders);
    }

    private static bool Succeeded(JsonNode? answer) => answer?["code"] is { } code && (int)code == 200;

    private static JsonObject Write(HttpResponse response, byte[] body, bool withHeaders)
    {
        var answer = new JsonObject { ["code"] = response.StatusCode, ["body"] = Encoding.UTF8.GetString(body) };
        if (withHeaders)
            answer["headers"] = new JsonArray([
                .. response.Headers.Select(h =>
                    (JsonNode)new JsonObject { ["name"] = h.Key, ["value"] = h.Value.ToString() }
                ),
            ]);
        return answer;
    }

    private static DefaultHttpContext NewContext(
        HttpContext outer,
        GraphPath path,
        string url,
        JsonElement request,
        string body,
        string? credential
    )
    {
        var context = new DefaultHttpContext { RequestAborted = outer.RequestAborted };
        context.Request.Method = (request.TextOf("method") ?? "").ToUpperInvariant();
        context.Request.Scheme = outer.Request.Scheme;
        context.Request.Host = outer.Request.Host;
        SetPath(context.Request, path, url);
        if (outer.Request.Headers.TryGetValue(WorldSet.Header, out var world))
            context.Request.Headers[WorldSet.Header] = world;
        if (credential is not null && !url.Contains("access_token=", StringComparison.Ordinal))
            context.Request.Headers.Authorization = "Bearer " + credential;
        SetBody(context.Request, body);
        context.Response.Body = new MemoryStream();
        context.Items[typeof(Batch)] = true;
        return context;
    }

    /// <summary>A path without a version takes the version of the batch.</summary>
    private static void SetPath(HttpRequest request, GraphPath batch, string url)
    {
        var (place, query) = url.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0
            ? (url[..mark].Trim('/'), url[mark..])
            : (url.Trim('/'), "");
        var hasVersion = GraphPath.Parse(place).Rest.Length < place.Length;
        request.Path = "/" + (hasVersion ? place : $"{batch.Version}/{place}");
        request.QueryString = new QueryString(query);
    }

    private static void SetBody(HttpRequest request, string body)
    {
        if (body.Length == 0)
            return;
        request.ContentType = "application/x-www-form-urlencoded";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body), writable: false);
        request.ContentLength = request.Body.Length;
    }

    /// <summary>
    /// Returns whether a request has no answer of its own, because other requests use it. A failed request, or a
    /// request that asks for an answer, has an answer.
    /// </summary>
    private static bool IsOmitted(JsonElement request, List<JsonElement> all, JsonNode? answer) =>
        request.TextOf("name") is { } name
        && Succeeded(answer)
        && request.TextOf("omit_response_on_success") is not "false"
        && all.Exists(other =>
            other.TextOf("depends_on") == name
            || other.TextOf("relative_url")?.Contains($"{{result={name}:", StringComparison.Ordinal) == true
            || other.TextOf("body")?.Contains($"{{result={name}:", StringComparison.Ordinal) == true
        );

    /// <summary>Inserts results of earlier requests: <c>{result=name:$.data.*.id}</c>.</summary>
    private static string Fill(string text, Dictionary<string, JsonNode?> named) =>
        Reference()
            .Replace(
                text,
                match =>
                {
                    if (named.GetValueOrDefault(match.Groups["name"].Value)?["body"] is not { } body)
                        return match.Value;
                    IEnumerable<JsonNode?> found = [JsonNode.Parse(body.ToString())];
                    foreach (var step in match.Groups["path"].Value.Split('.', StringSplitOptions.RemoveEmptyEntries))
                        found = found.SelectMany(node => Step(node, step));
                    return Uri.EscapeDataString(string.Join(',', found.Select(node => node?.ToString())));
                }
            );

    private static IEnumerable<JsonNode?> Step(JsonNode? node, string step) =>
        (node, step) switch
        {
            (JsonArray list, "*") => list,
            (JsonArray list, _) when int.TryParse(step, out var index) => index < list.Count ? [list[index]] : [],
            (JsonObject members, "*") => members.Select(m => m.Value),
            (JsonObject members, _) => members[step] is { } member ? [member] : [],
            _ => [],
        };

    [GeneratedRegex(@"\{result=(?<name>[A-Za-z0-9_-]+):\$(?<path>[A-Za-z0-9_.*]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
