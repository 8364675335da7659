using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Health;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Flows;

/// <summary>Flows: create, change, publish, deprecate, migrate.</summary>
internal static class FlowOperations
{
    public static readonly NodeType<Flow> Type = new("WhatsAppFlow")
    {
        { "name", Show.Always, f => f.Name },
        { "status", Show.Always, f => f.Status },
        { "categories", Show.Always, f => new JsonArray([.. f.Categories.Select(c => (JsonNode)c)]) },
        { "validation_errors", Show.Always, f => f.Json is null ? new JsonArray() : FlowRules.Validate(f.Json) },
        { "json_version", f => Version(f) },
        { "data_api_version", f => f.EndpointUri is null ? null : "3.0" },
        { "data_channel_uri", f => f.EndpointUri },
        { "endpoint_uri", f => f.EndpointUri },
        {
            "preview",
            (f, w) =>
                new JsonObject
                {
                    ["preview_url"] = $"https://business.facebook.com/wa/manage/flows/{f.Id}/preview/",
                    ["expires_at"] = GraphTime.Iso(
                        w.Clock.Milliseconds + (long)TimeSpan.FromDays(30).TotalMilliseconds
                    ),
                }
        },
        {
            "whatsapp_business_account",
            (f, w) =>
                WabaOperations.Type.Read(
                    w.Get<Waba>(f.Waba),
                    FieldSet.Parse("name,timezone_id,message_template_namespace"),
                    w
                )
        },
        {
            "application",
            (f, w) =>
                w.Find<App>(f.AppId) is { } app ? AppOperations.Type.Read(app, FieldSet.Parse("name,link"), w) : null
        },
        { "health_status", (f, w) => HealthRules.Of(w, w.Get<Waba>(f.Waba)) },
    };

    private static readonly Param[] Metadata =
    [
        P.Text("name", 200),
        P.Any("categories"),
        P.Text("endpoint_uri", 2048),
        P.Text("application_id"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Read<Flow>("getFlow"),
        Operation.Of<Waba>(
            "listFlows",
            "GET",
            "flows",
            (waba, call) => Answer.Page(call.World.All<Flow>().Where(f => f.Waba == waba.Id), call, maxLimit: 100),
            [.. Paging.Params]
        ),
        Operation.Of<Waba>(
            "createFlow",
            "POST",
            "flows",
            Create,
            [.. Metadata, P.Text("clone_flow_id"), P.Text("flow_json"), P.Flag("publish")]
        ),
        Operation.Of<Waba>(
            "migrateFlows",
            "POST",
            "migrate_flows",
            FlowMigration.Migrate,
            P.Text("source_waba_id").Must(),
            P.Any("source_flow_names")
        ),
        Operation.Of<Flow>("updateFlowMetadata", "POST", "", Update, Metadata),
        Operation.Of<Flow>("deleteFlow", "DELETE", "", Delete),
        Operation.Of<Flow>("listAssetsGetFlowJsonUrl", "GET", "assets", FlowAssets.ListAssets, [.. Paging.Params]),
        Operation.Of<Flow>(
            "updateFlowJson",
            "POST",
            "assets",
            FlowAssets.Upload,
            P.Text("name"),
            P.OneOf("asset_type", "FLOW_JSON")
        ),
        Operation.Of<Flow>("publishFlow", "POST", "publish", Publish),
        Operation.Of<Flow>("deprecateFlow", "POST", "deprecate", Deprecate),
        Operation.Root(
            "downloadFlowJson",
            "GET",
            "flow_assets/download",
            FlowAssets.Download,
            P.Text("flow_id").Must(),
            P.Text("client_id")
        ),
    ];

    private static Answer Create(Waba waba, Call call)
    {
        var name = call.Input.Required("name");
        CheckName(call.World, waba.Id, name, null);
        var source = Cloned(waba, call);
        var flow = NewFlow(waba, call, name, source);
        var errors = flow.Json is null ? [] : FlowRules.Validate(flow.Json);
        call.World.Add(flow);
        if (call.Input.Flag("publish") == true && errors.Count == 0 && flow.Json is not null)
            Move(call.World, flow, "PUBLISHED");
        var answer = new JsonObject { ["id"] = flow.Id };
        if (call.Input.Has("flow_json"))
        {
            answer["success"] = true;
            answer["validation_errors"] = errors;
        }
        return Answer.Ok(answer);
    }

    private static Flow NewFlow(Waba waba, Call call, string name, Flow? source)
    {
        var categories = Categories(call) ?? source?.Categories.ToList() ?? throw Refusals.Missing("categories");
        return new Flow
        {
            Id = call.World.Ids.Number(16),
            Waba = waba.Id,
            Name = name,
            Categories = categories,
            EndpointUri = Endpoint(call) ?? source?.EndpointUri,
            Json = call.Input.Text("flow_json") ?? source?.Json,
            AppId = call.App.Id,
        };
    }

    private static Flow? Cloned(Waba waba, Call call)
    {
        if (call.Input.Text("clone_flow_id") is not { } id)
            return null;
        return call.World.Find<Flow>(id) is { } found && found.Waba == waba.Id
            ? found
            : throw Refusals.Invalid("Param clone_flow_id must be a flow of this account.");
    }

    private static Answer Update(Flow flow, Call call)
    {
        if (flow.Status is "DEPRECATED" or "BLOCKED")
            throw Refusals.Product(139001, "A flow that is deprecated or blocked cannot be changed.");
        if (!call.Input.Names.Any())
            throw Refusals.Missing("name");
        var categories = Categories(call);
        var endpoint = Endpoint(call);
        if (call.Input.Text("name") is { } name)
        {
            CheckName(call.World, flow.Waba, name, flow);
            flow.Name = name;
        }
        flow.Categories = categories ?? flow.Categories;
        flow.EndpointUri = endpoint ?? flow.EndpointUri;
        call.World.Save(flow);
        return Answer.Success();
    }

    private static Answer Delete(Flow flow, Call call)
    {
        if (flow.Status != "DRAFT")
            throw Refusals.Product(139004, "Only a draft can be deleted; deprecate a published flow.");
        call.World.Remove(flow);
        return Answer.Success();
    }

    private static Answer Publish(Flow flow, Call call)
    {
        if (flow.Status != "DRAFT")
            throw Refusals.Product(139002, $"A flow that is {flow.Status.ToLowerInvariant()} cannot be published.");
        if (FlowRules.Validate(flow.Json).Count > 0)
            throw Refusals.Product(139002, "The flow's JSON has validation errors.");
        Move(call.World, flow, "PUBLISHED");
        return Answer.Success();
    }

    private static Answer Deprecate(Flow flow, Call call)
    {
        if (flow.Status is not ("PUBLISHED" or "THROTTLED"))
            throw Refusals.Product(139003, "Only a published flow can be deprecated.");
        Move(call.World, flow, "DEPRECATED");
        return Answer.Success();
    }

    public static void Move(World world, Flow flow, string status)
    {
        var old = flow.Status;
        flow.Status = status;
        world.Save(flow);
        Outbox.Emit(
            world,
            world.Get<Waba>(flow.Waba),
            "flows",
            new JsonObject
            {
                ["event"] = "FLOW_STATUS_CHANGE",
                ["message"] = $"Flow {flow.Name} changed status from {old} to {status}",
                ["flow_id"] = flow.Id,
                ["old_status"] = old,
                ["new_status"] = status,
            }
        );
    }

    private static void CheckName(World world, string waba, string name, Flow? except)
    {
        if (world.All<Flow>().Any(f => f.Waba == waba && f.Name == name && f != except))
            throw Refusals.Invalid("A flow with this name already exists.", 4016019);
    }

    private static List<string>? Categories(Call call)
    {
        var categories = List(call, "categories");
        if (categories is null)
            return null;
        if (categories.Count == 0)
            throw Refusals.Invalid("Param categories must have at least one entry.");
        foreach (var category in categories)
            if (!FlowRules.Categories.Contains(category))
                throw Refusals.Invalid(
                    $"Param categories must be one of {{{string.Join(", ", FlowRules.Categories)}}}."
                );
        return categories;
    }

    /// <summary>Multipart forms carry lists as JSON text.</summary>
    public static List<string>? List(Call call, string name)
    {
        if (call.Input.Element(name) is not { } value)
            return null;
        try
        {
            if (value.ValueKind == JsonValueKind.String)
                value = JsonElement.Parse(value.GetString()!);
        }
        catch (JsonException)
        {
            throw Refusals.Invalid($"Param {name} must be an array.");
        }
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.AsText())]
            : throw Refusals.Invalid($"Param {name} must be an array.");
    }

    private static string? Endpoint(Call call)
    {
        if (call.Input.Text("endpoint_uri") is not { } uri)
            return null;
        CallbackRules.CheckUrl(uri, "endpoint_uri");
        return uri;
    }

    private static string? Version(Flow flow)
    {
        if (flow.Json is null)
            return null;
        try
        {
            return JsonElement.Parse(flow.Json).TextOf("version");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
