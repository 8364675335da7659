using System.Net;
using System.Text;
using Patchbay.Emulator;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Server.Tests.Platform.Telemetry;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>
/// The victim's number belongs to our app and the attacker's number to another app. Both are set up. The attacker knows
/// only the secret of the other app.
/// </summary>
public sealed class SharedHookTests : IAsyncLifetime
{
    private const string Secret = EmulatorDefaults.AppSecret,
        OtherSecret = EmulatorDefaults.OtherAppSecret;

    private Stage _stage = null!;
    private ConnectedNumber _victim = null!,
        _attacker = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        (_victim, _attacker) = (_stage.Meta.Connect(), _stage.ConnectOfAnotherApp());
        await _stage.SetUpAsync(
            await _stage.CreateInstanceAsync(),
            _victim,
            more: ""","verify_token":"victims-token" """
        );
        await _stage.SetUpAsync(await _stage.CreateInstanceAsync("other"), _attacker, OtherSecret);
        await _stage.Meta.WhenDeliveriesIdle();
        await _stage.WhenWorkedOffAsync();
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Each_number_is_checked_with_the_secret_of_its_own_app()
    {
        (await PostAsync(Body(Message(_victim, "wamid.a")), Secret).ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe("{}");
        await PostAsync(Body(Message(_attacker, "wamid.b")), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        await _stage.WhenWorkedOffAsync();
        (await MessagesAsync("wamid.a"), await MessagesAsync("wamid.b")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_body_signed_with_another_tenants_secret_is_refused()
    {
        await PostAsync(Body(Message(_victim, "wamid.x")), OtherSecret)
            .ShouldBeDetailAsync(403, "The signature does not match");
        await ShouldHaveNothingOfTheVictimAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_of_another_tenant_beside_the_senders_own_is_dropped(bool foreignFirst)
    {
        string[] entries = [Message(_victim, "wamid.x"), Message(_attacker, "wamid.own")];
        await PostAsync(Body(foreignFirst ? entries : [.. entries.Reverse()]), OtherSecret)
            .ShouldBeAsync(HttpStatusCode.OK);
        await ShouldHaveNothingOfTheVictimAsync();
        (await MessagesAsync("wamid.own")).ShouldBe(1);
    }

    [Fact]
    public async Task Dropped_entries_are_counted()
    {
        using var heard = new HeardMetrics(_stage.Host);
        await PostAsync(
                Body(Message(_victim, "wamid.x"), Message(_attacker, "wamid.own"), Message(_victim, "wamid.y")),
                OtherSecret
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await PostAsync(Body(Message(_attacker, "wamid.own2")), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        heard.Sum("patchbay.inbound.refused", "patchbay.reason=foreign_entry").ShouldBe(2);
    }

    [Fact]
    public async Task A_change_of_another_tenant_in_the_senders_own_entry_is_dropped()
    {
        var entry = Payload.Entry(
            _attacker.WabaId,
            Payload.Text(_attacker.PhoneNumberId, "wamid.own"),
            Payload.Text(_victim.PhoneNumberId, "wamid.x")
        );
        await PostAsync(Body(entry), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        await ShouldHaveNothingOfTheVictimAsync();
        (await MessagesAsync("wamid.own")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_of_the_victims_account_is_dropped_or_refused()
    {
        var account = Payload.Entry(
            _victim.WabaId,
            Payload.Change("account_update", """{"event":"ACCOUNT_DELETED"}""")
        );
        await PostAsync(Body(account, Message(_attacker, "wamid.own")), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        await PostAsync(Body(account), OtherSecret).ShouldBeDetailAsync(403, "The signature does not match");
        await _stage.WhenWorkedOffAsync();
        (await _stage.ScalarAsync<int>("select count(*) from connections where status <> 'connected'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_tenant_that_shares_the_victims_account_can_send_events_for_its_own_number_only()
    {
        var beside = _stage.Meta.Connect(
            new SignupChoices
            {
                OfAnotherApp = true,
                BusinessId = _victim.BusinessId,
                WabaId = _victim.WabaId,
                PhoneNumber = "+5511955550199",
            }
        );
        await _stage.SetUpAsync(await _stage.CreateInstanceAsync("beside"), beside, OtherSecret);
        await _stage.Meta.WhenDeliveriesIdle();
        await _stage.WhenWorkedOffAsync();
        _stage.Clock.Advance(TimeSpan.FromSeconds(11));
        var account = Payload.Entry(
            _victim.WabaId,
            Payload.Change("account_update", """{"event":"ACCOUNT_DELETED"}""")
        );

        await PostAsync(Body(account, Message(beside, "wamid.own")), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        await PostAsync(Body(account), OtherSecret).ShouldBeDetailAsync(403, "The signature does not match");

        await _stage.WhenWorkedOffAsync();
        (await MessagesAsync("wamid.own")).ShouldBe(1);
        (await _stage.ScalarAsync<int>("select count(*) from connections where status <> 'connected'")).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_that_names_its_number_twice_becomes_no_event(bool victimFirst)
    {
        var (first, second) = victimFirst ? (_victim, _attacker) : (_attacker, _victim);
        var message = Payload
            .Text(first.PhoneNumberId, "wamid.x")
            .Replace(
                $"\"phone_number_id\":\"{first.PhoneNumberId}\"",
                $"\"phone_number_id\":\"{first.PhoneNumberId}\",\"phone_number_id\":\"{second.PhoneNumberId}\"",
                StringComparison.Ordinal
            );
        await PostAsync(Body(Payload.Entry(_attacker.WabaId, message)), OtherSecret).ShouldBeAsync(HttpStatusCode.OK);
        await PostAsync(
                Body(
                    Payload.Entry(
                        _attacker.WabaId,
                        message.Replace(",\"phone_number_id\"", ",\"phone_number_\\u0069d\"", StringComparison.Ordinal)
                    )
                ),
                OtherSecret
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await ShouldHaveNoEventOfTheVictimAsync();
        (await _stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'unreadable'")).ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_right_signature_header_is_accepted()
    {
        var body = Encoding.UTF8.GetBytes(Body(Message(_victim, "wamid.x")));
        var right = WebhookSignature.Sign(body, Secret);
        string[][] wrong =
        [
            [],
            [""],
            ["sha256="],
            [right[..^2]],
            [right + "00"],
            ["sha256=" + new string('z', 64)],
            [right["sha256=".Length..]],
            ["sha1" + right["sha256".Length..]],
            [right, right],
            [right, "sha256=" + new string('0', 64)],
        ];
        foreach (var headers in wrong)
            await _stage.PostAsync(body, Hook, headers).ShouldBeDetailAsync(403, "The signature does not match");
        await ShouldHaveNothingOfTheVictimAsync();
        await _stage.PostAsync(body, Hook, right).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bodies_of_an_unknown_signer_and_empty_secrets_are_refused_alike()
    {
        string[] bodies =
        [
            "",
            "{",
            "[]",
            "{}",
            """{"entry":[]}""",
            Body(Message(_victim with { PhoneNumberId = "999" }, "wamid.x")),
            Body(Message(_victim, "wamid.x")),
            new string('[', 5000),
        ];
        foreach (var body in bodies)
        {
            await PostAsync(body, "nobody's secret").ShouldBeDetailAsync(403, "The signature does not match");
            var forged =
                "sha256="
                + Convert.ToHexStringLower(
                    System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), Encoding.UTF8.GetBytes(body))
                );
            await _stage
                .PostAsync(Encoding.UTF8.GetBytes(body), Hook, forged)
                .ShouldBeDetailAsync(403, "The signature does not match");
        }
        await ShouldHaveNothingOfTheVictimAsync();
    }

    [Fact]
    public async Task A_storage_failure_is_a_503_and_the_repeated_webhook_is_accepted()
    {
        _stage.Clock.Advance(TimeSpan.FromSeconds(11));
        await _stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync("alter table connections rename to away"), default);
        await PostAsync(Body(Message(_victim, "wamid.a")), Secret).ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
        await _stage
            .Host.Get<Database>()
            .WriteAsync(session => session.ExecuteAsync("alter table away rename to connections"), default);
        await PostAsync(Body(Message(_victim, "wamid.a")), Secret).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_secret_of_a_removed_channel_is_refused()
    {
        await _stage.Api.DeleteAsync(Channel(await InstanceOfAsync(_attacker))).ShouldBeAsync(HttpStatusCode.NoContent);
        _stage.Clock.Advance(TimeSpan.FromSeconds(11));
        await PostAsync(Body(Message(_attacker, "wamid.late")), OtherSecret)
            .ShouldBeDetailAsync(403, "The signature does not match");
    }

    [Fact]
    public async Task The_handshake_finds_the_channel_by_its_verify_token()
    {
        var answer = await _stage.Host.Anonymous.GetAsync(Verify("victims-token", "abc_-123"));
        (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            answer.Content.Headers.ContentType!.MediaType
        ).ShouldBe((HttpStatusCode.OK, "abc_-123", "text/plain"));
    }

    [Theory]
    [InlineData("victims-tokem", "abc", "subscribe")]
    [InlineData("", "abc", "subscribe")]
    [InlineData("victims-token", "", "subscribe")]
    [InlineData("victims-token", "<script>alert(1)</script>", "subscribe")]
    [InlineData("victims-token", "a b", "subscribe")]
    [InlineData("victims-token", "abc\n", "subscribe")]
    [InlineData("victims-token", "abc", "unsubscribe")]
    public async Task Every_other_handshake_gets_the_same_answer(string token, string challenge, string mode) =>
        await _stage
            .Host.Anonymous.GetAsync(Verify(token, challenge, mode))
            .ShouldBeDetailAsync(403, "The verify token does not match");

    [Fact]
    public async Task Meta_delivers_to_the_shared_hook_and_events_name_the_instance()
    {
        await using var all = await WebhookReceiver.StartAsync();
        await using var own = await WebhookReceiver.StartAsync();
        await using var others = await WebhookReceiver.StartAsync();
        var instance = await InstanceOfAsync(_victim);
        await HookAsync(all, "");
        await HookAsync(own, $$""","instanceId":"{{instance}}" """);
        await HookAsync(others, $$""","instanceId":"{{await InstanceOfAsync(_attacker)}}" """);

        _stage.Meta.ReceiveText(_victim.PhoneNumberId, "+15550100009", "Maria", "Hello");

        (await all.NextAsync("message.received")).Data.Text("instanceId").ShouldBe(instance);
        (await own.NextAsync("message.received")).Data.Text("instanceId").ShouldBe(instance);
        others.All.ShouldBeEmpty();
        _stage.Meta.Deliveries[^1].Url.ShouldEndWith(Hook);
        (await _stage.Api.GetAsync($"{Root}/{instance}/channels").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("channels")[0]
            .Text("last_event_at")
            .ShouldNotBeNull();
    }

    private static string Verify(string token, string challenge, string mode = "subscribe") =>
        $"{Hook}?hub.mode={mode}&hub.verify_token={Uri.EscapeDataString(token)}"
        + $"&hub.challenge={Uri.EscapeDataString(challenge)}";

    private static string Message(ConnectedNumber number, string id) =>
        Payload.Entry(number.WabaId, Payload.Text(number.PhoneNumberId, id));

    private static string Body(params string[] entries) => Payload.Body(entries);

    private Task<HttpResponseMessage> PostAsync(string body, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return _stage.PostAsync(bytes, Hook, WebhookSignature.Sign(bytes, secret));
    }

    private Task<int> MessagesAsync(string wamid) =>
        _stage.ScalarAsync<int>($"select count(*) from messages where provider_message_id = '{wamid}'");

    private async Task ShouldHaveNothingOfTheVictimAsync()
    {
        await ShouldHaveNoEventOfTheVictimAsync();
        (await _stage.ScalarAsync<int>("select count(*) from quarantine where body is not null")).ShouldBe(0);
    }

    private async Task ShouldHaveNoEventOfTheVictimAsync()
    {
        await _stage.WhenWorkedOffAsync();
        (await MessagesAsync("wamid.x")).ShouldBe(0);
        (await _stage.ScalarAsync<int>("select count(*) from events where data like '%wamid.x%'")).ShouldBe(0);
        (
            await _stage.ScalarAsync<int>(
                "select count(*) from inbound_events where cast(change as text) like '%wamid.x%'"
            )
        ).ShouldBe(0);
    }

    private async Task<string> InstanceOfAsync(ConnectedNumber number) =>
        (
            await _stage.ScalarAsync<string>(
                $"select instance_id from instance_channels where phone_number_id = '{number.PhoneNumberId}'"
            )
        )!;

    private Task HookAsync(WebhookReceiver receiver, string more) =>
        _stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["message.received"]{{more}}}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
}
