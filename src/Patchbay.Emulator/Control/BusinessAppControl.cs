using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Web;

namespace Patchbay.Emulator.Control;

/// <summary>What is in the WhatsApp Business app of a number, and how it is shared.</summary>
internal static class BusinessAppControl
{
    private const int MostMessages = 100_000,
        MostChats = 10_000;

    /// <summary>Adds earlier chats, and sets how the history is sent when it is requested.</summary>
    public static JsonNode Fill(ControlCall call)
    {
        var phone = FindPhone(call);
        phone.HistoryPlay = new HistoryPlay(
            Whole(call, "chunk_size", 100, 1, 5000),
            call.Body.FlagOf("shuffle") ?? false,
            Whole(call, "double", 0, 0, 100),
            Whole(call, "lose", 0, 0, 100)
        );
        if (call.Body.FlagOf("decline") is { } declines)
            phone.DeclinesHistory = declines;
        call.World.Save(phone);
        var wanted = new AppChats(
            Amounts(call),
            Whole(call, "chats", 20, 1, MostChats),
            Whole(call, "media_every", 0, 0, MostMessages)
        );
        return new JsonObject { ["messages"] = BusinessAppChats.Fill(call.World, phone, wanted) };
    }

    /// <summary>Adds, changes or removes a contact in the app.</summary>
    public static JsonNode Contact(ControlCall call)
    {
        var phone = FindPhone(call);
        var digits =
            PhoneFormat.Parse(call.Body.Need("phone")) ?? throw Refusals.Invalid("Param phone must be a phone number.");
        var action = call.Body.TextOf("action") ?? "add";
        if (action is not ("add" or "remove"))
            throw Refusals.Invalid("Param action must be one of {add, remove}.");
        var customer = InboundMessages.Remember(call.World, digits, call.Body.TextOf("name"));
        BusinessAppSync.ContactChanged(call.World, phone, customer, action == "remove");
        return JsonHttp.Done();
    }

    private static PhoneNumber FindPhone(ControlCall call) =>
        call.World.Find<PhoneNumber>(call.Body.Need("phone_number_id")) is { IsOnBusinessApp: true } found
            ? found
            : throw Refusals.Invalid("Param phone_number_id must be a number of the WhatsApp Business app.");

    private static int[] Amounts(ControlCall call)
    {
        if (call.Body.Member("messages") is not { ValueKind: JsonValueKind.Array } list)
            return [];
        var amounts = list.EnumerateArray().Select(amount => amount.TryGetInt32(out var whole) ? whole : -1).ToArray();
        return amounts.Length <= 3 && amounts.All(amount => amount >= 0) && amounts.Sum() <= MostMessages
            ? amounts
            : throw Refusals.Invalid("Param messages must be up to three whole numbers, one for each phase.");
    }

    private static int Whole(ControlCall call, string name, int fallback, int least, int most) =>
        (call.Body.WholeOf(name) ?? fallback) is var number && number >= least && number <= most
            ? (int)number
            : throw Refusals.Invalid($"Param {name} must be a whole number from {least} to {most}.");
}
