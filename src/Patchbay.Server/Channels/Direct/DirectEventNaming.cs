using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// The names of events of pages and Instagram accounts that are handed on with Meta's value: functions of values.
/// </summary>
internal static class DirectEventNaming
{
    private static readonly string[] Handovers =
    [
        "pass_thread_control",
        "take_thread_control",
        "request_thread_control",
        "app_roles",
    ];

    /// <param name="field">The list that held the event, or Meta's field of a change.</param>
    /// <param name="value">Meta's value.</param>
    public static string NameOf(string field, JsonElement value) =>
        field switch
        {
            PayloadLists.Standby => EventNames.ConversationStandby,
            "messaging_handovers" or "messaging_handover" => EventNames.ConversationHandover,
            PayloadLists.Messaging when IsHandover(value) => EventNames.ConversationHandover,
            _ => EventNames.AccountUpdated,
        };

    private static bool IsHandover(JsonElement value) =>
        Array.Exists(Handovers, name => value.Member(name).ValueKind != JsonValueKind.Undefined);
}
