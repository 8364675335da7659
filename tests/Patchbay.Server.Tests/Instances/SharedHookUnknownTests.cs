using System.Net;
using System.Text;
using Patchbay.Emulator;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Surfaces.Instances.Hook;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>Bodies on the shared hook that name no connected number, or that cannot be read.</summary>
public sealed class SharedHookUnknownTests
{
    private const string Configured = EmulatorDefaults.AppSecret,
        Own = EmulatorDefaults.OtherAppSecret;

    public static TheoryData<string> Unreadable =>
        [
            "",
            "null",
            "[]",
            "{}",
            "{",
            "\u00ef\u00bb\u00bf{}",
            """{"entry":[{"id":"1","changes":[]}]} x""",
            """{"entry":[{"id":"1","changes":[{"field":"messages","value":{"\ud800":1}}]}]}""",
            """{"entry":[{"id":"1","changes":[{"field":"messages","value":{"a":1,"a":2}}]}]}""",
            new string('[', 100_000),
        ];

    [Theory, MemberData(nameof(Unreadable))]
    public async Task An_unreadable_body_of_a_known_signer_is_quarantined(string text)
    {
        await using var stage = await StartAsync();
        var body = Encoding.Latin1.GetBytes(text);
        foreach (var secret in (string[])[Configured, Own])
            await PostAsync(stage, body, secret).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.StoredAsync()).ShouldBe((0, 2));
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'unreadable'")).ShouldBe(2);
        (await stage.ScalarAsync<byte[]>("select body from quarantine limit 1")).ShouldBe(body);
        await PostAsync(stage, body, "nobody's secret").ShouldBeDetailAsync(403, "The signature does not match");
        (await stage.StoredAsync()).ShouldBe((0, 2));
    }

    [Theory, EachDatabase]
    public async Task An_event_of_a_configured_app_waits_until_its_number_is_connected(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        var later = stage.Meta.Connect();
        await ForgetAsync(stage);
        await PostAsync(stage, Text(later.WabaId, later.PhoneNumberId, "wamid.early"), Configured)
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        (await stage.StoredAsync()).ShouldBe((1, 1));
        (await stage.ScalarAsync<string>("select reason from quarantine")).ShouldBe("unknown_number");

        await stage.SetUpAsync(await stage.CreateInstanceAsync("later"), later);
        // Quarantine is looked through every 30 seconds.
        await stage.Host.CallsEndedAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (
            await stage.ScalarAsync<int>("select count(*) from messages where provider_message_id = 'wamid.early'") == 0
        )
            patience.IsCancellationRequested.ShouldBeFalse("The event was not released.");
    }

    [Theory, EachDatabase]
    public async Task An_event_of_a_numbers_own_app_is_kept_but_never_becomes_one_of_a_later_tenant(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        var later = stage.Meta.Connect();
        await ForgetAsync(stage);
        var body = Text(later.WabaId, later.PhoneNumberId, "wamid.planted");
        await PostAsync(stage, body, Own).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.StoredAsync()).ShouldBe((0, 1));
        (await stage.ScalarAsync<string>("select reason from quarantine where account is null")).ShouldBe(
            "unknown_number"
        );
        (await stage.ScalarAsync<byte[]>("select body from quarantine")).ShouldBe(body);

        await stage.SetUpAsync(await stage.CreateInstanceAsync("later"), later);
        await PostAsync(stage, Text(later.WabaId, later.PhoneNumberId, "wamid.real"), Configured)
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        (
            await stage.ScalarAsync<int>("select count(*) from messages where provider_message_id = 'wamid.planted'")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_known_number_behind_many_unknown_accounts_gets_its_event()
    {
        await using var stage = await StartAsync();
        var number = await stage.ScalarAsync<string>(
            "select meta_phone_number_id from phones order by created_at limit 1"
        );
        var entries = Enumerable
            .Range(0, 3_000)
            .Select(i => Payload.Entry($"9{i}", Payload.Change("account_update", "{}")))
            .Append(Payload.Entry("1", Payload.Text(number!, "wamid.last")));
        var body = Encoding.UTF8.GetBytes(Payload.Body([.. entries]));
        await PostAsync(stage, body, Configured).ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync(TimeSpan.FromSeconds(60));
        (
            await stage.ScalarAsync<int>("select count(*) from messages where provider_message_id = 'wamid.last'")
        ).ShouldBe(1);
    }

    [Fact]
    public void Each_source_may_have_a_bounded_number_of_bytes_tried()
    {
        using var tries = new HookTries();
        (Tries(tries, "192.0.2.1"), Tries(tries, "192.0.2.2")).ShouldBe((3, 3));
        (Tries(tries, "2001:db8::1"), Tries(tries, "2001:db8::2"), Tries(tries, "2001:db8:0:1::1")).ShouldBe((3, 0, 3));
    }

    private static int Tries(HookTries tries, string address)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        var taken = 0;
        while (taken < 10 && tries.TryTake(http, 16 * 1024 * 1024))
            taken++;
        return taken;
    }

    // One number of the configured app, and one with an app of its own.
    private static async Task<Stage> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var stage = await Stage.StartAsync(kind);
        await stage.SetUpAsync(await stage.CreateInstanceAsync(), stage.Meta.Connect());
        await stage.SetUpAsync(await stage.CreateInstanceAsync("own"), stage.ConnectOfAnotherApp(), Own);
        await ForgetAsync(stage);
        return stage;
    }

    // Meta reports that a number was connected.
    private static async Task ForgetAsync(Stage stage)
    {
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        await stage.ForgetEventsAsync();
    }

    private static byte[] Text(string waba, string number, string id) =>
        Encoding.UTF8.GetBytes(Payload.Body(Payload.Entry(waba, Payload.Text(number, id))));

    private static Task<HttpResponseMessage> PostAsync(Stage stage, byte[] body, string secret) =>
        stage.PostAsync(body, Hook, WebhookSignature.Sign(body, secret));
}
