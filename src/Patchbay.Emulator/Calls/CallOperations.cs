using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Calls;

/// <summary>Calls and the permission to make them.</summary>
internal static class CallOperations
{
    private const int CallsADay = 5;
    private static readonly long Day = (long)TimeSpan.FromHours(24).TotalMilliseconds;

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "checkCallPermissions",
            "GET",
            "call_permissions",
            Check,
            P.Text("user_wa_id").Must()
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<PhoneNumber>(
            "manageCalls",
            "POST",
            "calls",
            Manage,
            P.Product,
            P.Text("to", 30),
            P.OneOf("action", "connect", "pre_accept", "accept", "reject", "terminate").Must(),
            P.Text("call_id"),
            P.Object("session", P.OneOf("sdp_type", "offer", "answer").Must(), P.Text("sdp").Must()),
            P.Text("biz_opaque_callback_data", 512)
        ) with
        {
            Scope = Scopes.Messaging,
        },
    ];

    public static CallPermission? PermissionOf(World world, string phone, string customer) =>
        world.Find<CallPermission>(CallPermission.IdOf(phone, customer));

    private static Answer Check(PhoneNumber phone, Call call)
    {
        var customer = NumberSpelling.WaId(
            call.World,
            PhoneFormat.Parse(call.Input.Required("user_wa_id"))
                ?? throw Refusals.Invalid("Param user_wa_id must be a phone number.")
        );
        var permission = PermissionOf(call.World, phone.Id, customer);
        var state = StateOf(permission, call.Now);
        var described = new JsonObject { ["status"] = state };
        if (state == "granted" && permission!.ExpiresAt > 0)
            described["expiration_time"] = permission.ExpiresAt / 1000;
        var asked = permission?.Requests.Count(at => at > call.Now - Day) ?? 0;
        var made = CallsToday(call, phone, customer);
        return Answer.Ok(
            new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["permission"] = described,
                ["actions"] = new JsonArray(
                    Action("send_call_permission_request", state != "granted" && asked < 1, asked, 1),
                    Action("start_call", state == "granted" && made < CallsADay, made, CallsADay)
                ),
            }
        );
    }

    private static JsonObject Action(string name, bool can, int used, int most) =>
        new()
        {
            ["action_name"] = name,
            ["can_perform_action"] = can,
            ["limits"] = new JsonArray(
                new JsonObject
                {
                    ["time_period"] = "PT24H",
                    ["current_usage"] = used,
                    ["max_allowed"] = most,
                }
            ),
        };

    private static string StateOf(CallPermission? permission, long now) =>
        permission is null ? "denied"
        : permission is { State: "granted", ExpiresAt: > 0 } && permission.ExpiresAt <= now ? "expired"
        : permission.State;

    private static int CallsToday(Call call, PhoneNumber phone, string customer) =>
        call
            .World.All<VoiceCall>()
            .Count(c =>
                c.PhoneId == phone.Id && c.Customer == customer && c.FromBusiness && c.AcceptedAt > call.Now - Day
            );

    private static Answer Manage(PhoneNumber phone, Call call)
    {
        SendRules.CheckSender(phone);
        if (!PhoneConfiguration.Of(call.World, phone).CallingEnabled)
            throw Refusals.Product(138000, "Calling is not enabled for this phone number.");
        return call.Input.Required("action") == "connect" ? Connect(phone, call) : Continue(phone, call);
    }

    private static Answer Connect(PhoneNumber phone, Call call)
    {
        var customer = NumberSpelling.WaId(call.World, MessageOperations.Recipient(phone, call.Input.Required("to")));
        CheckMayCall(phone, customer, call);
        var voice = call.World.Add(
            new VoiceCall
            {
                Id = "wacid." + call.World.Ids.Text(40),
                PhoneId = phone.Id,
                Customer = customer,
                FromBusiness = true,
                CallbackData = call.Input.Text("biz_opaque_callback_data"),
                DueAt = call.Now + VoiceCall.RingingTime,
            }
        );
        EmitStatus(call.World, phone, voice, "RINGING");
        return Answer.Ok(
            new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["calls"] = new JsonArray(new JsonObject { ["id"] = voice.Id }),
            }
        );
    }

    private static void CheckMayCall(PhoneNumber phone, string customer, Call call)
    {
        if (call.Input.Element("session")?.TextOf("sdp_type") != "offer")
            throw Refusals.Invalid("Param session['sdp_type'] must be one of {offer} - a call starts with an offer.");
        if (StateOf(PermissionOf(call.World, phone.Id, customer), call.Now) != "granted")
            throw Refusals.Product(138006, "The customer has not allowed calls from this number.");
        if (CallsToday(call, phone, customer) >= CallsADay)
            throw Refusals.Product(138012, "Five calls to this customer were connected in the last 24 hours.");
        var isBusy = call
            .World.All<VoiceCall>()
            .Any(c => c.PhoneId == phone.Id && c.Customer == customer && (c.State is "ringing" or "accepted"));
        if (isBusy)
            throw Refusals.Product(138003, "There is already a call with this customer.");
    }

    private static Answer Continue(PhoneNumber phone, Call call)
    {
        var action = call.Input.Required("action");
        var voice = FindCall(phone, call);
        if (action is "pre_accept" or "accept" && call.Input.Element("session")?.TextOf("sdp_type") != "answer")
            throw Refusals.Invalid("Param session['sdp_type'] must be one of {answer}.");
        voice.State = (action, voice.State, voice.FromBusiness) switch
        {
            ("pre_accept", "ringing", false) => "ringing",
            ("accept", "ringing", false) => "accepted",
            ("reject", "ringing", false) => "rejected",
            ("terminate", "ringing" or "accepted", _) => "ended",
            _ => throw Refusals.Invalid($"The action {action} is not possible for a call that is {voice.State}."),
        };
        if (voice.State == "accepted")
            voice.AcceptedAt = call.Now;
        call.World.Save(voice);
        if (voice.State is "ended" or "rejected")
            EmitEnd(call.World, phone, voice);
        return Answer.Success();
    }

    /// <summary>Returns the named call, or the latest call with the named customer.</summary>
    private static VoiceCall FindCall(PhoneNumber phone, Call call)
    {
        var id = call.Input.Text("call_id");
        var to =
            call.Input.Text("to") is { } asked && PhoneFormat.Parse(asked) is { } digits
                ? NumberSpelling.WaId(call.World, digits)
                : null;
        if (id is null && to is null)
            throw Refusals.Missing("call_id");
        return call.World.All<VoiceCall>()
                .LastOrDefault(c => c.PhoneId == phone.Id && (id is not null ? c.Id == id : c.Customer == to))
            ?? throw Refusals.Invalid("Param call_id must be a call of this phone number.");
    }

    /// <summary>Ends a call that the customer did not answer.</summary>
    public static void TimeOut(World world, VoiceCall voice)
    {
        if (voice.State != "ringing" || world.Find<PhoneNumber>(voice.PhoneId) is not { } phone)
            return;
        voice.State = "ended";
        world.Save(voice);
        EmitEnd(world, phone, voice);
    }

    public static void EmitStatus(World world, PhoneNumber phone, VoiceCall voice, string status)
    {
        var entry = new JsonObject
        {
            ["id"] = voice.Id,
            ["type"] = "call",
            ["status"] = status,
            ["timestamp"] = Seconds(world),
            ["recipient_id"] = voice.Customer,
        };
        if (voice.CallbackData is not null)
            entry["biz_opaque_callback_data"] = voice.CallbackData;
        var value = MessageValues.Frame(phone);
        value["statuses"] = new JsonArray(entry);
        Outbox.Emit(world, phone, "calls", value, voice.Customer);
    }

    public static void EmitEnd(World world, PhoneNumber phone, VoiceCall voice)
    {
        var entry = Frame(world, phone, voice, "terminate");
        entry["status"] = voice.AcceptedAt is null ? "FAILED" : "COMPLETED";
        if (voice.AcceptedAt is { } accepted)
        {
            entry["start_time"] = (accepted / 1000).ToString(CultureInfo.InvariantCulture);
            entry["end_time"] = Seconds(world);
            entry["duration"] = (world.Clock.Milliseconds - accepted) / 1000;
        }
        Emit(world, phone, voice, entry);
    }

    public static void EmitConnect(World world, PhoneNumber phone, VoiceCall voice, string sdp, string kind)
    {
        var entry = Frame(world, phone, voice, "connect");
        entry["session"] = new JsonObject { ["sdp_type"] = kind, ["sdp"] = sdp };
        Emit(world, phone, voice, entry);
    }

    private static JsonObject Frame(World world, PhoneNumber phone, VoiceCall voice, string what) =>
        new()
        {
            ["id"] = voice.Id,
            ["to"] = voice.FromBusiness ? voice.Customer : phone.Digits,
            ["from"] = voice.FromBusiness ? phone.Digits : voice.Customer,
            ["event"] = what,
            ["timestamp"] = Seconds(world),
            ["direction"] = voice.FromBusiness ? "BUSINESS_INITIATED" : "USER_INITIATED",
        };

    private static void Emit(World world, PhoneNumber phone, VoiceCall voice, JsonObject entry)
    {
        if (voice.CallbackData is not null)
            entry["biz_opaque_callback_data"] = voice.CallbackData;
        var value = MessageValues.Frame(phone);
        value["calls"] = new JsonArray(entry);
        Outbox.Emit(world, phone, "calls", value, voice.Customer);
    }

    private static string Seconds(World world) => world.Clock.Seconds.ToString(CultureInfo.InvariantCulture);
}
