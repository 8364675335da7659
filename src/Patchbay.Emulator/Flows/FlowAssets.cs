using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Flows;

/// <summary>The JSON of a flow, uploaded and downloaded as its only asset.</summary>
internal static class FlowAssets
{
    public static Answer ListAssets(Flow flow, Call call)
    {
        List<Flow> assets = flow.Json is null ? [] : [flow];
        return Answer.Page(
            assets,
            f => f.Id,
            f => new JsonObject
            {
                ["name"] = "flow.json",
                ["asset_type"] = "FLOW_JSON",
                ["download_url"] = $"{call.BaseUrl}/flow_assets/download?flow_id={f.Id}&client_id={call.Caller.AppId}",
            },
            call
        );
    }

    public static Answer Download(Call call)
    {
        if (call.World.Find<Flow>(call.Input.Text("flow_id")) is not { Json: { } json })
            throw Refusals.UnknownObject("GET", "flow.json");
        return Answer.Bytes(Encoding.UTF8.GetBytes(json), "application/json");
    }

    public static Answer Upload(Flow flow, Call call)
    {
        if (flow.Status != "DRAFT")
            throw Refusals.Product(139001, "Only a draft's JSON can be changed.");
        var file = call.Input.File ?? throw Refusals.Missing("file");
        var json = Encoding.UTF8.GetString(file.Content);
        var errors = FlowRules.Validate(json);
        flow.Json = json;
        call.World.Save(flow);
        return Answer.Ok(new JsonObject { ["success"] = true, ["validation_errors"] = errors });
    }
}
