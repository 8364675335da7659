using System.Text.Json;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>Answers for two payment providers, each below its own host name.</summary>
internal sealed class PaymentStandIns(WorldSet worlds)
{
    public const string AbacatePayHost = "/api.abacatepay.com/";
    private static readonly string[] IniciadorHosts =
    [
        "/consumer.dev.inic.dev/",
        "/consumer.sandbox.inic.dev/",
        "/consumer.staging.inic.dev/",
        "/consumer.u4c-iniciador.com.br/",
        "/consumer.iniciador.com.br/",
    ];

    public static bool Owns(string path) =>
        path.StartsWith(AbacatePayHost, StringComparison.Ordinal)
        || IniciadorHosts.Any(h => path.StartsWith(h, StringComparison.Ordinal));

    public async Task HandleAsync(HttpContext context, string path)
    {
        var cancel = context.RequestAborted;
        var isAbacate = path.StartsWith(AbacatePayHost, StringComparison.Ordinal);
        var route = path[(path.IndexOf('/', 1) + 1)..].Trim('/');
        var (version, rest) = Split(route);
        var world = WorldOf(context.Request);
        Answer answer;
        try
        {
            var call = NewCall(world, context.Request, rest, await JsonHttp.ReadAsync(context.Request, cancel));
            answer = world.Change(() => isAbacate ? AbacatePay.Run(call, version) : Iniciador.Run(call), out var saved);
            await saved;
        }
        catch (GraphRefusal refusal)
        {
            answer = isAbacate
                ? AbacatePay.Refuse(400, refusal.Message)
                : Iniciador.Refuse(world, 400, refusal.Message, context.Request.Method, "/" + route);
        }
        await AnswerWriter.WriteAsync(context.Response, answer, cancel);
    }

    /// <summary>Separates the version, because calls of every version have the same form below it.</summary>
    private static (string Version, string Path) Split(string route)
    {
        var slash = route.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (route, "") : (route[..slash], route[(slash + 1)..]);
    }

    private World WorldOf(HttpRequest request) =>
        request.Headers.TryGetValue(WorldSet.Header, out var named)
            ? worlds.Find(named.ToString()) ?? worlds.Default
            : worlds.Default;

    private static ProviderCall NewCall(World world, HttpRequest request, string path, JsonElement body) =>
        new(world, request.Method, path, body, request.Query, Bearer(request), $"{request.Scheme}://{request.Host}");

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..].Trim()
            : null;
}

internal sealed record ProviderCall(
    World World,
    string Method,
    string Path,
    System.Text.Json.JsonElement Body,
    IQueryCollection Query,
    string? Credential,
    string BaseUrl
)
{
    public string? Text(string name) => Query[name].ToString() is { Length: > 0 } text ? text : Body.TextOf(name);
}
