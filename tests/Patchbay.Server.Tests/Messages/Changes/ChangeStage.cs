using System.Text.Json;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Changes;

/// <summary>Messages of a number, and changes of them, from a customer or from the business app.</summary>
internal sealed record ChangeLine(Stage Stage, ConnectedPhone Phone, bool IsFromApp)
{
    public string Message(string wamid, string text, long at = 0) =>
        Item(wamid, "text", $$"""{"body":"{{text}}"}""", at);

    public string Edit(string wamid, string original, string text, long at = 1) =>
        Item(
            wamid,
            "edit",
            $$"""{"original_message_id":"{{original}}","message":{"context":{"id":"M0"},"type":"text","text":{"body":"{{text}}"} } }""",
            at
        );

    public string Revoke(string wamid, string original, long at = 2) =>
        Item(wamid, "revoke", $$"""{"original_message_id":"{{original}}"}""", at);

    /// <summary>Each item in a body of its own, worked off before the next.</summary>
    public async Task TellAsync(params string[] items)
    {
        foreach (var item in items)
        {
            await Stage.ShouldBeTakenAsync(Payload.Entry("1", item));
            await Stage.WhenWorkedOffAsync();
        }
    }

    /// <summary>All items in one body.</summary>
    public async Task TellTogetherAsync(params string[] items)
    {
        await Stage.ShouldBeTakenAsync(Payload.Entry("1", items));
        await Stage.WhenWorkedOffAsync();
    }

    public async Task<JsonElement> OnlyRowAsync() => (await Stage.HistoryAsync(Phone)).ShouldHaveSingleItem();

    private string Item(string wamid, string type, string content, long at)
    {
        var own = $$"""
            "id":"{{wamid}}","timestamp":"{{1768473000 + at}}","type":"{{type}}","{{type}}":{{content}}
            """;
        return IsFromApp
            ? Payload
                .Messages(
                    Phone.MetaPhoneNumberId,
                    $$"""
                    "message_echoes":[{"from":"15550000000","to":"5511999990000",{{own}} }]
                    """
                )
                .Replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"", StringComparison.Ordinal)
            : Payload.Messages(
                Phone.MetaPhoneNumberId,
                $$"""
                "contacts":[{{Payload.Contact(
                    "5511999990000",
                    "Maria"
                )}}],"messages":[{"from":"5511999990000",{{own}} }]
                """
            );
    }
}
