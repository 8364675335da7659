using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>A message as it came, and what it does to the history.</summary>
internal sealed record ReadMessage(MessageRow Said, MessageArrival Arrival);

/// <summary>
/// Reads messages that change an earlier one: <c>edit</c> and <c>revoke</c>, which customers and the users of the
/// business app send.
/// </summary>
internal static class MessageChanges
{
    private const string Edit = "edit",
        Revoke = "revoke",
        Original = "original_message_id";

    /// <summary>A change that does not name its message, or has no content, is a message like any other.</summary>
    public static ReadMessage Read(MessageRow said)
    {
        var change = said.Type switch
        {
            Edit => EditOf(said, JsonElement.Parse(said.Content)),
            Revoke => RevocationOf(said, JsonElement.Parse(said.Content)),
            _ => null,
        };
        return new(said, change ?? new(ArrivalKind.Message, said));
    }

    /// <summary>The details of the event of a change: those of its message, and what the change says itself.</summary>
    public static MessageDetails DetailsOf(ReadMessage change, MessageRow standing)
    {
        var details = MessageDetails.Read(standing.Details);
        var extra = new Dictionary<string, JsonElement>(
            details.Extra ?? MessageDetails.NoExtra,
            StringComparer.Ordinal
        );
        if (change.Said.ProviderMessageId is { } id)
            extra["id"] = JsonSerializer.SerializeToElement(id, MessageJson.Default.String);
        // An edit that a later change has replaced must not show its text.
        var at = change.Arrival.Kind == ArrivalKind.Edit ? details.EditedAt : details.RevokedAt;
        if (at == change.Said.OccurredAt && (details.RevokedAt is null || change.Said.Type == Revoke))
            extra[change.Said.Type] = JsonElement.Parse(change.Said.Content);
        return details with { Extra = extra };
    }

    private static MessageArrival? EditOf(MessageRow said, JsonElement edit)
    {
        var message = edit.Member("message");
        if (
            edit.Text(Original) is not { Length: > 0 } original
            || message.Text("type") is not { Length: > 0 } type
            || message.Member(type) is not { ValueKind: not JsonValueKind.Undefined } content
        )
            return null;
        var details = new DetailsBuilder();
        foreach (var member in message.EnumerateObject())
        {
            if (!member.NameEquals("type"u8) && !member.NameEquals(type))
                details.Take(member);
        }
        var row = said with
        {
            ProviderMessageId = original,
            Type = type,
            Content = content.GetRawText(),
            Details = details.Details.With(MessageDetails.Read(said.Details)).Write(),
        };
        return new(ArrivalKind.Edit, row);
    }

    private static MessageArrival? RevocationOf(MessageRow said, JsonElement revoke) =>
        revoke.Text(Original) is { Length: > 0 } original
            ? new(ArrivalKind.Revocation, said with { ProviderMessageId = original, Type = "unknown", Content = "{}" })
            : null;
}
