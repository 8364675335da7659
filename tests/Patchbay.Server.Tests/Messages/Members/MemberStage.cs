using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Members;

/// <summary>What tests of webhook members do often.</summary>
internal static class MemberStage
{
    public const long Second = 1768473000;

    public const string Instant = "2026-01-15T10:30:00.000Z";

    public static string Text(this JsonNode node) => node.ToJsonString();

    /// <summary>A change of a number with these lists.</summary>
    public static string Change(ConnectedPhone phone, JsonObject contact, string list, JsonObject item) =>
        Payload.Messages(phone.MetaPhoneNumberId, $"\"contacts\":[{contact.Text()}],\"{list}\":[{item.Text()}]");

    /// <summary>The rows of a list, by the provider's id.</summary>
    public static async Task<Dictionary<string, JsonElement>> RowsAsync(this Stage stage, string path, string id)
    {
        var answer = await stage.Api.GetAsync($"{path}?limit=100").ShouldBeAsync(HttpStatusCode.OK);
        return answer
            .GetProperty("data")
            .EnumerateArray()
            .ToDictionary(row => row.GetProperty(id).GetString()!, StringComparer.Ordinal);
    }

    /// <summary>The next events, by the provider's id.</summary>
    public static async Task<Dictionary<string, JsonElement>> EventsAsync(
        this WebhookReceiver receiver,
        int count,
        string id
    )
    {
        var events = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        while (events.Count < count)
        {
            var data = (await receiver.NextAsync()).Data;
            events[data.GetProperty(id).GetString()!] = data;
        }
        return events;
    }

    /// <summary>Every member of what Meta wrote stands in what we tell, with the same JSON.</summary>
    public static void ShouldHoldAll(this JsonElement told, JsonNode written, params string[] without)
    {
        var json = JsonElement.Parse(written.Text());
        var missing = WebhookMembers
            .Leaves(json)
            .Where(leaf => !without.Contains(leaf.Path))
            .Where(leaf => !WebhookMembers.Holds(told, Shown(leaf.Path, leaf.Value)))
            .Select(leaf => leaf.Path)
            .ToList();
        missing.ShouldBeEmpty(told.GetRawText());
    }

    // A sender shows as a number with a plus, and times are ISO 8601.
    private static JsonElement Shown(string path, JsonElement value) =>
        path switch
        {
            "from" => JsonElement.Parse($"\"+{value.GetString()}\""),
            "timestamp" => JsonElement.Parse($"\"{Instant}\""),
            _ => value,
        };

    public static string Number(int index) => (5511999990000 + index).ToString(CultureInfo.InvariantCulture);
}
