using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>
/// The emulator's own routes under <c>/_emulator</c>: what a test or the phone page does to a world besides Graph.
/// </summary>
internal sealed class ControlApi(WorldSet worlds, EmulatorOptions options)
{
    private static readonly Dictionary<(string Method, string Path), Func<ControlCall, JsonNode>> Routes = new()
    {
        [("POST", "reset")] = StateControl.Reset,
        [("GET", "state")] = StateControl.State,
        [("GET", "snapshot")] = StateControl.Snapshot,
        [("POST", "restore")] = StateControl.Restore,
        [("POST", "clock/advance")] = StateControl.Advance,
        [("POST", "signup")] = SignupControl.SignUp,
        [("POST", "connect")] = SignupControl.Connect,
        [("POST", "tokens/revoke")] = SignupControl.Revoke,
        [("POST", "messages/inbound")] = MessageControl.Inbound,
        [("POST", "messages/echo")] = CustomerControl.Echo,
        [("POST", "customers")] = CustomerControl.Set,
        [("POST", "business_app")] = BusinessAppControl.Fill,
        [("POST", "business_app/contacts")] = BusinessAppControl.Contact,
        [("POST", "statuses")] = MessageControl.SetStatus,
        [("GET", "chats")] = MessageControl.Chats,
        [("GET", "chat")] = MessageControl.Chat,
        [("POST", "chat/read")] = MessageControl.Read,
        [("POST", "direct/inbound")] = DirectControl.Inbound,
        [("POST", "apps")] = AppControl.Set,
        [("POST", "deauthorize")] = AppControl.Deauthorize,
        [("POST", "payments/merchants")] = PaymentControl.Merchant,
        [("POST", "payments/pay")] = PaymentControl.Pay,
        [("POST", "login")] = DirectControl.LogIn,
        [("GET", "profiles")] = DirectControl.Profiles,
        [("POST", "templates")] = EventControl.Template,
        [("POST", "events")] = EventControl.Emit,
        [("POST", "numbers")] = NumberControl.Number,
        [("POST", "groups/join")] = EventControl.JoinGroup,
        [("POST", "groups/leave")] = EventControl.LeaveGroup,
        [("POST", "calls/permission")] = EventControl.CallPermission,
        [("POST", "calls/inbound")] = EventControl.InboundCall,
        [("POST", "calls/answer")] = EventControl.AnswerCall,
        [("GET", "faults")] = FaultControl.List,
        [("POST", "faults")] = FaultControl.Add,
        [("DELETE", "faults")] = FaultControl.Clear,
        [("GET", "requests")] = InspectControl.Requests,
        [("DELETE", "requests")] = InspectControl.ClearRequests,
        [("GET", "deliveries")] = InspectControl.Deliveries,
        [("POST", "deliveries/redeliver")] = InspectControl.Redeliver,
        [("GET", "webhook_switches")] = InspectControl.Switches,
        [("POST", "webhook_switches")] = InspectControl.SetSwitches,
    };

    public async Task HandleAsync(HttpContext context, string path)
    {
        var cancel = context.RequestAborted;
        try
        {
            Authorise(context.Request);
            if (path == "worlds")
                await HandleWorldsAsync(context, cancel);
            else if (path == "events" && context.Request.Method == "GET")
                await EventStream.WriteAsync(context, WorldOf(context.Request));
            else if (path == "health")
                await JsonHttp.WriteAsync(
                    context.Response,
                    Health(context.Request.Query.ContainsKey("collect")),
                    cancel
                );
            else if (path == "data_deletion")
                await AppControl.DeleteDataAsync(context, WorldOf(context.Request), cancel);
            else if (path.StartsWith("media/", StringComparison.Ordinal))
                await MessageControl.WriteMediaAsync(context, WorldOf(context.Request), path["media/".Length..]);
            else
                await RunAsync(context, path, cancel);
        }
        catch (GraphRefusal refusal)
        {
            await JsonHttp.RefuseAsync(context.Response, refusal, cancel);
        }
    }

    /// <summary>Liveness and memory. With <c>collect</c> memory is released first.</summary>
    private static JsonObject Health(bool collect)
    {
        if (collect)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new JsonObject
        {
            ["status"] = "ok",
            ["heap_bytes"] = GC.GetTotalMemory(forceFullCollection: false),
            ["committed_bytes"] = GC.GetGCMemoryInfo().TotalCommittedBytes,
            ["collections"] = new JsonArray(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)),
        };
    }

    private async Task RunAsync(HttpContext context, string path, CancellationToken cancel)
    {
        if (!Routes.TryGetValue((context.Request.Method, path), out var act))
            throw new GraphRefusal(100, $"There is no control route {context.Request.Method} /_emulator/{path}", 404);
        var world = WorldOf(context.Request);
        var call = new ControlCall(
            world,
            await JsonHttp.ReadAsync(context.Request, cancel),
            context.Request.Query,
            $"{context.Request.Scheme}://{context.Request.Host}"
        );
        var answer = world.Change(() => act(call), out var saved);
        await saved;
        call.Afterwards?.Invoke();
        await JsonHttp.WriteAsync(context.Response, answer, cancel);
    }

    private async Task HandleWorldsAsync(HttpContext context, CancellationToken cancel)
    {
        var body = await JsonHttp.ReadAsync(context.Request, cancel);
        switch (context.Request.Method)
        {
            case "POST":
                await JsonHttp.WriteAsync(context.Response, WorldControl.Create(worlds, body), cancel, 201);
                break;
            case "DELETE":
                WorldControl.Delete(worlds, context.Request.Query["name"].ToString());
                await JsonHttp.WriteAsync(context.Response, new JsonObject { ["success"] = true }, cancel);
                break;
            default:
                await JsonHttp.WriteAsync(context.Response, WorldControl.List(worlds), cancel);
                break;
        }
    }

    private World WorldOf(HttpRequest request)
    {
        var name = request.Headers.TryGetValue(WorldSet.Header, out var header)
            ? header.ToString()
            : request.Query["world"].ToString();
        return name.Length == 0
            ? worlds.Default
            : worlds.Find(name) ?? throw new GraphRefusal(100, $"There is no world named {name}", 404);
    }

    private void Authorise(HttpRequest request)
    {
        if (options.ControlToken is not { Length: > 0 } token)
            return;
        var given = request.Headers.Authorization.ToString() is { Length: > 7 } header
            ? header["Bearer ".Length..]
            : request.Query["token"].ToString();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
            throw new GraphRefusal(190, "The control API needs its token as a bearer token", 401);
    }
}

/// <summary>One call of a control route; runs under the world's gate.</summary>
internal sealed record ControlCall(
    World World,
    System.Text.Json.JsonElement Body,
    IQueryCollection Query,
    string BaseUrl
)
{
    /// <summary>Work that must not run under the gate.</summary>
    public Action? Afterwards { get; set; }
}
