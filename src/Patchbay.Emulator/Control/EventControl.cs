using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Webhooks;

namespace Patchbay.Emulator.Control;

/// <summary>What Meta or a customer does without a request: reviews, quality, limits, groups, calls.</summary>
internal static class EventControl
{
    private const int LongestField = 64;

    private static readonly string[] TemplateStatuses =
    [
        "APPROVED",
        "REJECTED",
        "DISABLED",
        "FLAGGED",
        "IN_APPEAL",
        "LOCKED",
        "PENDING",
    ];

    public static JsonNode Template(ControlCall call)
    {
        var template =
            call.World.Find<Template>(call.Body.Need("template_id"))
            ?? throw Refusals.Invalid("Param template_id must be a template.");
        if (call.Body.TextOf("status")?.ToUpperInvariant() is { } status)
            SetStatus(call, template, status);
        if (call.Body.TextOf("quality")?.ToUpperInvariant() is { } quality)
            TemplateLife.SetQuality(
                call.World,
                template,
                quality is "GREEN" or "YELLOW" or "RED" or "UNKNOWN"
                    ? quality
                    : throw Refusals.Invalid("Param quality must be one of {GREEN, YELLOW, RED, UNKNOWN}.")
            );
        if (call.Body.TextOf("category")?.ToUpperInvariant() is { } category)
            TemplateLife.SetCategory(
                call.World,
                template,
                category is "MARKETING" or "UTILITY" or "AUTHENTICATION"
                    ? category
                    : throw Refusals.Invalid("Param category must be one of {AUTHENTICATION, MARKETING, UTILITY}.")
            );
        return JsonHttp.Done();
    }

    private static void SetStatus(ControlCall call, Template template, string status)
    {
        if (status == "PAUSED")
        {
            TemplateLife.Pause(call.World, template);
            return;
        }
        if (!TemplateStatuses.Contains(status))
            throw Refusals.Invalid($"Param status must be one of {{PAUSED, {string.Join(", ", TemplateStatuses)}}}.");
        template.DueAt = null;
        template.RejectedReason = status == "REJECTED" ? call.Body.TextOf("reason") ?? "TAG_CONTENT_MISMATCH" : null;
        TemplateLife.Set(call.World, template, status);
    }

    /// <summary>
    /// Sends a webhook of any WhatsApp field with a given value, also of a field that this emulator does not know.
    /// </summary>
    public static JsonNode Emit(ControlCall call)
    {
        var field = Field(call);
        var value = call.Body.Member("value") is { ValueKind: JsonValueKind.Object } given
            ? JsonObject.Create(given)!
            : throw Refusals.Missing("value");
        if (call.World.Find<PhoneNumber>(call.Body.TextOf("phone_number_id")) is { } phone)
            Outbox.Emit(call.World, phone, field, value, "");
        else if (call.World.Find<Waba>(call.Body.TextOf("waba_id")) is { } waba)
            Outbox.Emit(call.World, waba, field, value);
        else
            Outbox.EmitToPartner(call.World, call.World.All<App>().First(), field, value);
        return JsonHttp.Done();
    }

    private static string Field(ControlCall call)
    {
        var field = call.Body.Need("field");
        if (
            field.Length > LongestField
            || !field.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        )
            throw Refusals.Invalid("Param field must be a name of lower-case letters, digits and underscores.");
        return field;
    }

    public static JsonNode JoinGroup(ControlCall call)
    {
        GroupRules.Join(call.World, FindGroup(call), Digits(call));
        return JsonHttp.Done();
    }

    public static JsonNode LeaveGroup(ControlCall call)
    {
        GroupRules.Leave(call.World, FindGroup(call), Digits(call));
        return JsonHttp.Done();
    }

    public static JsonNode CallPermission(ControlCall call)
    {
        PermissionRules.Reply(
            call.World,
            Phone(call),
            Digits(call),
            call.Body.FlagOf("accept") ?? true,
            call.Body.FlagOf("permanent") ?? false
        );
        return JsonHttp.Done();
    }

    public static JsonNode InboundCall(ControlCall call)
    {
        var phone = Phone(call);
        var voice = call.World.Add(
            new VoiceCall
            {
                Id = "wacid." + call.World.Ids.Text(40),
                PhoneId = phone.Id,
                Customer = Digits(call),
                DueAt = call.World.Clock.Milliseconds + VoiceCall.RingingTime,
            }
        );
        CallOperations.EmitConnect(
            call.World,
            phone,
            voice,
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n",
            "offer"
        );
        return new JsonObject { ["id"] = voice.Id };
    }

    /// <summary>Accepts or rejects a call of the business on behalf of the customer.</summary>
    public static JsonNode AnswerCall(ControlCall call)
    {
        var voice = call.World.Find<VoiceCall>(call.Body.Need("call_id"))
            is { State: "ringing", FromBusiness: true } found
            ? found
            : throw Refusals.Invalid("Param call_id must be a ringing call of a business.");
        var phone = call.World.Get<PhoneNumber>(voice.PhoneId);
        var accepts = call.Body.FlagOf("accept") ?? true;
        voice.State = accepts ? "accepted" : "rejected";
        voice.AcceptedAt = accepts ? call.World.Clock.Milliseconds : null;
        call.World.Save(voice);
        CallOperations.EmitStatus(call.World, phone, voice, accepts ? "ACCEPTED" : "REJECTED");
        if (accepts)
            CallOperations.EmitConnect(
                call.World,
                phone,
                voice,
                "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n",
                "answer"
            );
        else
            CallOperations.EmitEnd(call.World, phone, voice);
        return JsonHttp.Done();
    }

    private static PhoneNumber Phone(ControlCall call) =>
        call.World.Find<PhoneNumber>(call.Body.Need("phone_number_id"))
        ?? throw Refusals.Invalid("Param phone_number_id must be a phone number.");

    private static Group FindGroup(ControlCall call) =>
        call.World.Find<Group>(call.Body.Need("group_id")) ?? throw Refusals.Invalid("Param group_id must be a group.");

    private static string Digits(ControlCall call) =>
        NumberSpelling.OfSender(
            call.World,
            PhoneFormat.Parse(call.Body.Need("from")) ?? throw Refusals.Invalid("Param from must be a phone number.")
        );
}
