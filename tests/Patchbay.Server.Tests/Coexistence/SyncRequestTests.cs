using System.Net;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>Contacts and history of the business app are requested once, within 24 hours of the sign-up.</summary>
public sealed class SyncRequestTests
{
    private const string Operation = "syncAppData";

    [Theory, EachDatabase]
    public async Task Contacts_and_then_the_history_are_requested_once(DatabaseKind kind)
    {
        await using var stage = await AppStage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);
        (await stage.SyncAsync(phone)).GetProperty("history").Text("status").ShouldBe("pending");

        await Task.WhenAll(stage.Host.SynchronizeAsync(), stage.Host.SynchronizeAsync());
        var told = (await receiver.NextAsync("phone_number.sync_updated")).Data;
        told.Text("phoneNumberId").ShouldBe(phone.Id);
        told.GetProperty("contacts").Text("status").ShouldBe("requested");
        await stage.Host.CallsEndedAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBe(["contacts", "history"]);
        var sync = await stage.SyncAsync(phone);
        sync.GetProperty("contacts").Text("status").ShouldBe("requested");
        sync.GetProperty("history").Text("status").ShouldBe("requested");
        sync.GetProperty("history").GetProperty("requestedAt").GetString().ShouldNotBeNull();
        (
            sync.GetProperty("deadlineAt").GetDateTimeOffset() - sync.GetProperty("onboardedAt").GetDateTimeOffset()
        ).ShouldBe(TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Two_servers_request_once()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await AppStage.StartAsync(DatabaseKind.Postgres);
        var phone = await stage.ConnectAppAsync();
        await using var second = await stage.Host.StartSecondAsync(stage.Settings, AppStage.WithoutWorkers);

        await Task.WhenAll(stage.Host.SynchronizeAsync(), second.SynchronizeAsync());
        await Task.WhenAll(stage.Host.SynchronizeAsync(), second.SynchronizeAsync());

        stage.Asked(phone).ShouldBe(["contacts", "history"]);
    }

    [Fact]
    public async Task A_number_that_is_not_in_the_app_has_no_synchronization()
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAsync();
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBeEmpty();
        await stage.Api.GetAsync($"/v1/phones/{phone.Id}/sync").ShouldBeAsync(HttpStatusCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task A_request_whose_server_dies_before_the_answer_is_not_repeated(DatabaseKind kind)
    {
        await using var stage = await AppStage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();
        var row = (await stage.Host.Get<PhoneStore>().FindByAddressAsync(Guid.Parse(phone.Id), default))!;
        var syncs = stage.Host.Get<AppSyncs>();
        foreach (var asked in new[] { AppSyncKind.Contacts, AppSyncKind.History })
            await syncs.ChangeAsync(row, sync => AppSyncRules.Begun(sync, asked, stage.Clock.GetUtcNow()), default);

        await stage.Host.SynchronizeAsync();
        (await stage.SyncAsync(phone)).GetProperty("history").Text("status").ShouldBe("pending");
        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBeEmpty();
        var history = (await stage.SyncAsync(phone)).GetProperty("history");
        (history.Text("status"), history.GetProperty("error").Text("code")).ShouldBe(("unknown", "no_answer"));

        await stage.ShouldBeTakenAsync(Payload.Entry("1", AppStage.Field("history", phone, Chunk(progress: 40))));
        await stage.WhenWorkedOffAsync();
        (await stage.SyncAsync(phone)).GetProperty("history").Text("status").ShouldBe("requested");
    }

    [Fact]
    public async Task A_lost_answer_is_not_followed_by_another_request()
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        stage.Meta.AddFault(Fault.Preset("lost_answer") with { Operation = Operation, Times = 1 });

        await stage.Host.SynchronizeAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBe(["contacts", "history"]);
        (await stage.SyncAsync(phone)).GetProperty("contacts").Text("status").ShouldBe("unknown");
    }

    [Fact]
    public async Task A_request_that_Meta_refuses_for_now_is_made_again_later()
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        stage.Meta.FailNext(Operation, code: 10, httpStatus: 403, times: 1);

        await stage.Host.SynchronizeAsync();
        var contacts = (await stage.SyncAsync(phone)).GetProperty("contacts");
        (contacts.Text("status"), contacts.GetProperty("error").Text("code")).ShouldBe(("pending", "10"));
        stage.Asked(phone).ShouldBe(["contacts"], "the history waits for the contacts");

        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.Host.SynchronizeAsync();
        stage.Asked(phone).ShouldBe(["contacts", "contacts", "history"]);
        (await stage.SyncAsync(phone)).GetProperty("contacts").Text("status").ShouldBe("requested");
    }

    [Theory]
    [InlineData(2593107)]
    [InlineData(2593108)]
    public async Task What_Meta_refuses_for_good_is_said_and_not_repeated(int code)
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        stage.Meta.FailNext(Operation, code, httpStatus: 400, times: 2);

        await stage.Host.SynchronizeAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBe(["contacts", "history"]);
        var sync = await stage.SyncAsync(phone);
        sync.Text("error").ShouldBe("sync_refused");
        var error = sync.GetProperty("history").GetProperty("error");
        (error.Text("code"), error.Text("message")!.Length > 20).ShouldBe((code.ToString(), true));
        await ShouldHaveIssueAsync(stage, phone, "sync_refused");
    }

    [Fact]
    public async Task The_end_of_the_24_hours_is_announced_before_and_told_after()
    {
        await using var stage = await AppStage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);
        stage.Meta.FailNext(Operation, code: 10, httpStatus: 403, times: 1000);
        await stage.Host.SynchronizeAsync();

        stage.Clock.Advance(TimeSpan.FromHours(20.5));
        await stage.Host.SynchronizeAsync();
        (await stage.SyncAsync(phone)).Text("error").ShouldBe("sync_deadline_near");
        await ShouldHaveIssueAsync(stage, phone, "sync_deadline_near");

        stage.Clock.Advance(TimeSpan.FromHours(4));
        await stage.Host.SynchronizeAsync();
        var asked = stage.Asked(phone).Count;
        var sync = await stage.SyncAsync(phone);
        (sync.Text("error"), sync.GetProperty("history").Text("status")).ShouldBe(("sync_missed", "missed"));
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Host.SynchronizeAsync();
        stage.Asked(phone).Count.ShouldBe(asked);
        asked.ShouldBeLessThan(80, "the attempts are bounded");
    }

    [Fact]
    public async Task Nothing_is_requested_while_the_webhooks_of_the_app_lack_the_field()
    {
        await using var stage = await AppStage.StartAsync();
        await SubscribeAsync(stage, "messages,account_update,smb_app_state_sync");
        stage.Clock.Advance(TimeSpan.FromMinutes(11)); // an earlier answer of Meta's is kept for ten minutes
        var phone = await stage.ConnectAppAsync();

        await stage.Host.SynchronizeAsync();
        stage.Asked(phone).ShouldBe(["contacts"]);
        (await stage.SyncAsync(phone))
            .GetProperty("history")
            .GetProperty("error")
            .Text("code")
            .ShouldBe("missing_webhook_fields");

        await SubscribeAsync(stage, "messages,account_update,smb_app_state_sync,history");
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.Host.SynchronizeAsync();
        stage.Asked(phone).ShouldBe(["contacts", "history"]);
    }

    [Fact]
    public async Task Another_onboarding_allows_another_request()
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        await stage.Host.SynchronizeAsync();
        stage.Clock.Advance(TimeSpan.FromHours(2));

        await stage.ConnectAsync(phone.Again with { Coexistence = true });
        await stage.Host.SynchronizeAsync();

        stage.Asked(phone).ShouldBe(["contacts", "history", "contacts", "history"]);
    }

    private static string Chunk(int progress) =>
        $$"""
            "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":{{progress}} },"threads":[]}]
            """;

    private static async Task ShouldHaveIssueAsync(Stage stage, ConnectedPhone phone, string code)
    {
        var health = await stage.Api.GetAsync($"/v1/phones/{phone.Id}/health").ShouldBeAsync(HttpStatusCode.OK);
        health
            .GetProperty("data")
            .GetProperty("issues")
            .EnumerateArray()
            .Select(issue => issue.Text("code"))
            .ShouldContain(code);
    }

    private static async Task SubscribeAsync(Stage stage, string fields)
    {
        using var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        meta.DefaultRequestHeaders.Authorization = new("Bearer", stage.Meta.AppToken);
        var token = stage.Host.Get<MetaApps>().Get("sandbox").VerifyToken.Reveal();
        await meta.PostJsonAsync(
                $"/v23.0/{stage.Meta.AppId}/subscriptions",
                $$"""
                {"object":"whatsapp_business_account","callback_url":"{{stage.Host.Address}}webhooks/meta",
                "verify_token":"{{token}}","fields":"{{fields}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
    }
}
