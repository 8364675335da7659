using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>The whole way of a business app's chats: from the link to the last chunk.</summary>
public sealed class HistoryRunTests
{
    private const string Placeholder = "media_placeholder";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    [Theory, EachDatabase]
    public async Task Ten_thousand_messages_arrive_out_of_order_doubled_lost_and_across_a_restart(DatabaseKind kind)
    {
        // The second server takes the address of the first, as a server does after a restart.
        await using var stage = await Stage.StartAsync(
            kind,
            new Dictionary<string, string?>
            {
                ["Kestrel:Endpoints:Http:Url"] =
                    $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}",
            }
        );
        var phone = await stage.ConnectAppAsync();
        await stage.ControlAsync(
            "business_app",
            $$"""
            {"phone_number_id":"{{phone.MetaPhoneNumberId}}","messages":[2000,5000,3000],"chats":60,
            "media_every":10,"chunk_size":250,"shuffle":true,"double":1,"lose":1}
            """
        );

        await stage.Host.SynchronizeAsync();
        await UntilAsync(async () => await ChunksAsync(stage) >= 5);
        await stage.Host.StopWorkAsync();
        await using var second = await stage.Host.StartSecondAsync(stage.Settings);
        await UntilAsync(async () =>
        {
            stage.Clock.Advance(Step);
            await stage.Meta.WhenDeliveriesIdle();
            return stage.Meta.Deliveries.All(delivery => delivery.Status == "delivered");
        });
        await stage.WhenWorkedOffAsync(TimeSpan.FromMinutes(2));

        var sent = SentOf(stage, await stage.OwnDigitsAsync());
        sent.Count.ShouldBe(10_000);
        sent.Values.Count(message => message.Type == "image").ShouldBeInRange(200, 400, "recent pictures follow");
        sent.Values.Count(message => message.Type == Placeholder).ShouldBeInRange(600, 800, "older pictures do not");
        var stored = await HistoryAsync(stage, phone);
        stored.Count.ShouldBe(sent.Count);
        stored.Keys.Except(sent.Keys).ShouldBeEmpty();
        foreach (var (id, message) in sent)
            stored[id].ShouldBe(message);
        var sync = await stage.SyncAsync(phone);
        (
            sync.GetProperty("progress").GetInt32(),
            sync.GetProperty("phase").GetInt32(),
            sync.GetProperty("finished").GetBoolean(),
            sync.GetProperty("declined").GetBoolean(),
            sync.GetProperty("chunks").GetInt32(),
            sync.GetProperty("missingChunks").GetInt32()
        ).ShouldBe((100, 2, true, false, 40, 0));
        stage.Asked(phone).ShouldBe(["contacts", "history"]);
        (await stage.ScalarAsync<int>("select count(*) from contact_windows")).ShouldBe(0);
        (await stage.ScalarAsync<int>("select count(*) from events where type like 'message.%'")).ShouldBe(0);
        (await stage.Api.GetAsync("/v1/contacts?limit=1").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("meta")
            .GetProperty("pagination")
            .GetProperty("total")
            .GetInt32()
            .ShouldBeGreaterThanOrEqualTo(60);
    }

    [Theory, EachDatabase]
    public async Task A_business_that_declines_is_declined_and_its_contacts_arrive(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);
        await stage.ControlAsync(
            "business_app",
            $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","messages":[10,10],"decline":true}"""
        );

        await stage.Host.SynchronizeAsync();
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();

        var sync = await stage.SyncAsync(phone);
        (sync.GetProperty("declined").GetBoolean(), sync.GetProperty("finished").GetBoolean()).ShouldBe((true, true));
        sync.GetProperty("history").GetProperty("error").Text("code").ShouldBe("2593109");
        sync.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null, "the business may decline");
        JsonElement told;
        do told = (await receiver.NextAsync("phone_number.sync_updated")).Data;
        while (!told.GetProperty("declined").GetBoolean());
        (await stage.HistoryAsync(phone)).ShouldBeEmpty();
        (await stage.ScalarAsync<int>("select count(*) from app_contacts")).ShouldBeGreaterThan(20);
    }

    [Theory, EachDatabase]
    public async Task A_history_is_finished_only_when_a_lost_chunk_has_arrived(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver, events: "\"phone_number.sync_updated\"");
        await stage.ControlAsync(
            "business_app",
            $$"""
            {"phone_number_id":"{{phone.MetaPhoneNumberId}}","messages":[100,100],"chunk_size":50,"lose":1}
            """
        );

        await stage.Host.SynchronizeAsync();
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        var sync = await stage.SyncAsync(phone);
        (
            sync.GetProperty("progress").GetInt32(),
            sync.GetProperty("finished").GetBoolean(),
            sync.GetProperty("missingChunks").GetInt32()
        ).ShouldBe((100, false, 1));

        // A call that the clock overtakes would be over time.
        JsonElement told;
        do told = (await receiver.NextAsync("phone_number.sync_updated")).Data;
        while (told.GetProperty("progress").GetInt32() < 100);
        await stage.Host.CallsEndedAsync();

        stage.Clock.Advance(Step);
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        sync = await stage.SyncAsync(phone);
        (sync.GetProperty("finished").GetBoolean(), sync.GetProperty("chunks").GetInt32()).ShouldBe((true, 4));
        do told = (await receiver.NextAsync("phone_number.sync_updated")).Data;
        while (!told.GetProperty("finished").GetBoolean());
        told.GetProperty("progress").GetInt32().ShouldBe(100);
    }

    private static async Task<int> ChunksAsync(Stage stage) =>
        await stage.ScalarAsync<int>("select count(*) from app_sync_chunks");

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!await isDone())
            patience.IsCancellationRequested.ShouldBeFalse("The webhooks do not arrive.");
    }

    /// <summary>What Meta's webhooks of the history hold, by the id of each message.</summary>
    private static Dictionary<string, OldMessage> SentOf(Stage stage, string own)
    {
        var values = stage
            .Meta.Deliveries.Where(delivery => delivery.Field == "history")
            .Select(delivery => JsonElement.Parse(delivery.Body))
            .Select(body => body.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value"))
            .ToList();
        var messages = new Dictionary<string, OldMessage>(StringComparer.Ordinal);
        foreach (var value in values.Where(value => value.TryGetProperty("history", out _)))
        {
            foreach (var thread in value.GetProperty("history")[0].GetProperty("threads").EnumerateArray())
            {
                foreach (var message in thread.GetProperty("messages").EnumerateArray())
                    messages[message.Text("id")!] = Read(message, thread.Text("id")!, own);
            }
        }
        foreach (var file in values.Where(value => value.TryGetProperty("messages", out _)))
        {
            var message = file.GetProperty("messages")[0];
            var type = message.Text("type")!;
            messages[message.Text("id")!] = messages[message.Text("id")!] with
            {
                Type = type,
                Content = Plain(message.GetProperty(type)),
            };
        }
        return messages;
    }

    private static OldMessage Read(JsonElement message, string contact, string own)
    {
        var isOurs = message.Text("from") == own;
        var type = message.Text("type")!;
        return new OldMessage(
            isOurs ? "outbound" : "inbound",
            isOurs ? "business_app" : null,
            "+" + contact,
            type,
            type == Placeholder ? "{}" : Plain(message.GetProperty(type)),
            isOurs ? StatusOf(message.GetProperty("history_context").Text("status")!) : "received",
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(message.Text("timestamp")!, CultureInfo.InvariantCulture))
        );
    }

    private static string StatusOf(string status) => status == "ERROR" ? "failed" : status.ToLowerInvariant();

    private static async Task<Dictionary<string, OldMessage>> HistoryAsync(Stage stage, ConnectedPhone phone)
    {
        var messages = new Dictionary<string, OldMessage>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            var read = await stage
                .Api.GetAsync($"/v1/phones/{phone.Id}/messages?limit=100&page={page}")
                .ShouldBeAsync(HttpStatusCode.OK);
            var rows = read.GetProperty("data").EnumerateArray().ToList();
            foreach (var row in rows)
                messages.Add(row.Text("wamid")!, Shown(row));
            if (rows.Count < 100)
                return messages;
        }
    }

    private static OldMessage Shown(JsonElement row)
    {
        var isOurs = row.Text("direction") == "outbound";
        return new(
            row.Text("direction")!,
            row.Text("source"),
            row.Text(isOurs ? "to" : "from")!,
            row.Text("type")!,
            Plain(row.GetProperty("content")),
            row.Text("status")!,
            row.GetProperty("timestamp").GetDateTimeOffset()
        );
    }

    // Meta escapes more characters than this server.
    private static string Plain(JsonElement content) => JsonNode.Parse(content.GetRawText())!.ToJsonString();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record OldMessage(
        string Direction,
        string? Source,
        string Contact,
        string Type,
        string Content,
        string Status,
        DateTimeOffset At
    );
}
