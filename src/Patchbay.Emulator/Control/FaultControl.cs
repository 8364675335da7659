using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Web;

namespace Patchbay.Emulator.Control;

/// <summary>Faults, which make requests fail on purpose.</summary>
internal static class FaultControl
{
    public static JsonNode List(ControlCall call) =>
        new JsonObject
        {
            ["data"] = new JsonArray([
                .. call
                    .World.Faults.All()
                    .Select(f =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = f.Fault.Id,
                                ["operation"] = f.Fault.Operation,
                                ["path"] = f.Fault.Path,
                                ["method"] = f.Fault.Method,
                                ["code"] = f.Fault.Code,
                                ["times"] = f.Fault.Times,
                                ["struck"] = f.Struck,
                            }
                    ),
            ]),
        };

    public static JsonNode Add(ControlCall call)
    {
        var fault = Read(call.Body);
        Check(fault);
        return new JsonObject { ["id"] = call.World.Faults.Add(fault).Id };
    }

    private static Fault Read(JsonElement body)
    {
        var fault = WithError(Preset(body.TextOf("preset")), body);
        return fault with
        {
            Operation = body.TextOf("operation"),
            Path = body.TextOf("path"),
            Method = body.TextOf("method"),
            PhoneNumberId = body.TextOf("phone_number_id"),
            Times = (int?)body.WholeOf("times"),
            Every = (int?)body.WholeOf("every"),
            Cut = body.TextOf("cut") ?? fault.Cut,
            Delay = body.WholeOf("delay") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : fault.Delay,
        };
    }

    private static Fault WithError(Fault preset, JsonElement body) =>
        preset with
        {
            Code = (int)(body.WholeOf("code") ?? preset.Code),
            Subcode = (int?)body.WholeOf("subcode") ?? preset.Subcode,
            HttpStatus = (int?)body.WholeOf("http_status") ?? preset.HttpStatus,
            Message = body.TextOf("message"),
            Details = body.TextOf("details"),
            UserTitle = body.TextOf("user_title"),
            UserMessage = body.TextOf("user_message"),
            Href = body.TextOf("href"),
            Type = body.TextOf("type"),
            TraceId = body.TextOf("trace_id"),
            Html = body.TextOf("html") ?? preset.Html,
        };

    private static void Check(Fault fault)
    {
        if (fault.Code == 0 && fault.Cut is null && fault.Delay is null && fault.Html is null)
            throw Refusals.Missing("code");
        if (fault.Cut is not (null or "before" or "after"))
            throw Refusals.Invalid("Param cut must be one of {before, after}.");
        if (fault.HttpStatus is < 200 or > 599)
            throw Refusals.Invalid("Param http_status must be an HTTP status.");
        if (fault.Delay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromMinutes(10)))
            throw Refusals.Invalid("Param delay must be at most 600000 milliseconds.");
    }

    public static JsonNode Clear(ControlCall call)
    {
        call.World.Faults.Clear(call.Query["id"].ToString() is { Length: > 0 } id ? id : null);
        return JsonHttp.Done();
    }

    private static Fault Preset(string? name)
    {
        try
        {
            return name is null ? new Fault() : Fault.Preset(name);
        }
        catch (ArgumentException)
        {
            throw Refusals.Invalid(
                "Param preset must be one of {expired_token, rate_limit, throughput, meta_down, bad_gateway, "
                    + "slow, cut, lost_answer}."
            );
        }
    }
}
