using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Emulator;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Tests.Coexistence;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing.Catalogue;

/// <summary>A number's life, in which everything happens that a receiver is told of.</summary>
internal sealed class CatalogueRun : IAsyncDisposable
{
    private const string Hooks = "/v1/outgoing-webhooks",
        Failing = "/fails",
        Customer = "5511999990000";

    private readonly Stage _stage;
    private readonly WebhookReceiver _receiver;
    private readonly HttpClient _meta;
    private readonly Dictionary<string, EventSample> _samples = new(StringComparer.Ordinal);
    private ConnectedPhone? _phone;
    private string _hook = "";

    private CatalogueRun(Stage stage, WebhookReceiver receiver) =>
        (_stage, _receiver, _meta) = (stage, receiver, new HttpClient { BaseAddress = stage.Meta.BaseAddress });

    private ConnectedPhone Phone => _phone ?? throw new InvalidOperationException("Sign up first.");

    public static async Task<CatalogueRun> StartAsync(DatabaseKind kind)
    {
        var stage = await Stage.StartAsync(
            kind,
            services: services =>
            {
                RefreshTests.WithoutWorker(services); // a renewed token would not end
                services.AddSingleton<Func<double>>(() => 0.5);
            }
        );
        var run = new CatalogueRun(stage, await WebhookReceiver.StartAsync());
        run._receiver.Answer = (call, response) =>
        {
            response.StatusCode = call.Path.EndsWith(Failing, StringComparison.Ordinal) ? 500 : 200;
            return Task.CompletedTask;
        };
        run._hook = await run.HookAsync("", "\"*\"");
        return run;
    }

    /// <summary>One customer gives up, one has no number, one connects.</summary>
    public async Task SignUpAsync()
    {
        var link = await _stage.CreateLinkAsync();
        await using (var page = await link.OpenAsync())
        {
            await page.PostEventAsync($$"""{"pageToken":"{{page.PageToken}}","type":"popup_opened"}""")
                .ShouldBeAsync(HttpStatusCode.NoContent);
            await page.PostEventAsync(
                    $$"""{"pageToken":"{{page.PageToken}}","type":"abandoned","step":"PHONE_NUMBER_SETUP"}"""
                )
                .ShouldBeAsync(HttpStatusCode.NoContent);
        }
        await ToldAsync(EventNames.OnboardingLinkAbandoned);
        await using (var page = await link.OpenAsync())
            await page.CallbackAsync(_stage.Meta.SignUp(new SignupChoices { WithoutNumber = true }));
        await ToldAsync(EventNames.OnboardingLinkFailed);
        _phone = await _stage.ConnectAsync();
        await ToldAsync(EventNames.OnboardingLinkCompleted, EventNames.PhoneNumberConnected);
        await _stage.Api.PostAsync($"{Hooks}/{_hook}/test", null).ShouldBeAsync(HttpStatusCode.Accepted);
        await ToldAsync(EventNames.WebhookTest);
    }

    /// <summary>A customer and the business write to each other and call each other.</summary>
    public async Task TalkAsync()
    {
        await EmitAsync(
            "messages",
            $$"""
            "contacts":[{"profile":{"name":"Maria"},"wa_id":"{{Customer}}"}],
            "messages":[{"from":"{{Customer}}","id":"wamid.received1","timestamp":"1768473000","type":"text",
            "text":{"body":"Is it still there?"},"context":{"from":"15550000000","id":"wamid.quoted1"},
            "referral":{"source_url":"https://fb.me/1","source_type":"ad","source_id":"120","headline":"Bread","ctwa_clid":"Aff-n8ZTODiE79d22KtAwQKj9e"} }]
            """
        );
        await ToldAsync(EventNames.MessageReceived);
        await EmitAsync(
            "messages",
            $$"""
            "contacts":[{"profile":{"name":"Maria"},"wa_id":"{{Customer}}"}],
            "messages":[{"from":"{{Customer}}","id":"wamid.edit1","timestamp":"1768473060","type":"edit",
            "edit":{"original_message_id":"wamid.received1","message":{"type":"text","text":{"body":"Is the bread still there?"} } } }]
            """
        );
        await ToldAsync(EventNames.MessageEdited);
        await EmitAsync(
            "messages",
            $$"""
            "contacts":[{"profile":{"name":"Maria"},"wa_id":"{{Customer}}"}],
            "messages":[{"from":"{{Customer}}","id":"wamid.revoke1","timestamp":"1768473120","type":"revoke",
            "revoke":{"original_message_id":"wamid.received1"} }]
            """
        );
        await ToldAsync(EventNames.MessageRevoked);
        var sent = await _stage.SentAsync(Phone);
        await ToldAsync(EventNames.MessageSent, EventNames.MessageDelivered);
        await StatusAsync(sent, "read");
        await ToldAsync(EventNames.MessageRead);
        // A person who never wrote may not be written to without a template.
        await _stage.SentAsync(Phone, """{"type":"text","to":"+5511888880000","text":"Hello"}""");
        await ToldAsync(EventNames.MessageFailed);
        await EmitAsync(
            "calls",
            $$"""
            "calls":[{"id":"wacid.call1","from":"{{Customer}}","to":"15550000000","event":"connect","direction":"USER_INITIATED","timestamp":"1768473000","session":{"sdp_type":"offer","sdp":"v=0"} }]
            """
        );
        await EmitAsync(
            "calls",
            $$"""
            "calls":[{"id":"wacid.call1","from":"{{Customer}}","to":"15550000000","event":"terminate","direction":"USER_INITIATED","timestamp":"1768473100","status":"COMPLETED","start_time":"1768473010","end_time":"1768473100","duration":90}]
            """
        );
        await EmitAsync(
            "calls",
            $$"""
            "statuses":[{"id":"wacid.call2","type":"call","status":"RINGING","timestamp":"1768473200","recipient_id":"{{Customer}}"}]
            """
        );
        await ToldAsync(EventNames.CallReceived, EventNames.CallEnded, EventNames.CallStatusUpdated);
    }

    /// <summary>Meta tells of templates, the account, its groups and its conversations.</summary>
    public async Task HearOfAccountsAsync()
    {
        await EmitAsync(
            "user_preferences",
            $$"""
            "contacts":[{"profile":{"name":"Maria"},"wa_id":"{{Customer}}"}],
            "user_preferences":[{"wa_id":"{{Customer}}","detail":"User requested to stop marketing messages","category":"marketing_messages","value":"stop","timestamp":1768473000}]
            """
        );
        await EmitAsync(
            "group_participants_update",
            """ "groups":[{"timestamp":"1768473000","group_id":"Y2FwaV9ncm91cDo","type":"group_participants_add","reason":"invite_link","added_participants":[{"wa_id":"5511999990000"}]}] """
        );
        await EmitAsync(
            "standby",
            $$"""
            "standby":{"contacts":[{"profile":{"name":"Maria"},"wa_id":"{{Customer}}"}],"messages":[{"from":"{{Customer}}","id":"wamid.standby1","timestamp":"1768473000","type":"text","text":{"body":"Hello"} }]}
            """
        );
        const string template =
            "\"message_template_id\":1689556908129832,\"message_template_name\":\"order_ready\",\"message_template_language\":\"en-US\"";
        foreach (
            var (field, value) in new Dictionary<string, string>
            {
                ["messaging_handovers"] =
                    $$"""{"messaging_product":"whatsapp","sender":{"phone_number":"{{Customer}}"},"recipient":{"display_phone_number":"15550000000","phone_number_id":"{{Phone.MetaPhoneNumberId}}"},"timestamp":"1768473000","type":"control_passed","control_passed":{"previous_owner_role":"ai_agent","new_owner_role":"escalation"} }""",
                ["message_template_status_update"] = $$"""{"event":"APPROVED",{{template}},"reason":"NONE"}""",
                ["message_template_quality_update"] =
                    $$"""{"previous_quality_score":"GREEN","new_quality_score":"YELLOW",{{template}} }""",
                ["template_category_update"] =
                    $$"""{"previous_category":"UTILITY","new_category":"MARKETING",{{template}} }""",
                ["message_template_components_update"] =
                    $$"""{"message_template_element":"Your order is ready.",{{template}} }""",
                ["account_review_update"] = """{"decision":"APPROVED"}""",
                ["account_alerts"] =
                    """{"entity_type":"BUSINESS","entity_id":"506914307656634","alert_info":{"alert_severity":"INFORMATIONAL","alert_status":"NONE","alert_type":"OBA_APPROVED","alert_description":"Official business account"} }""",
                ["flows"] =
                    """{"event":"FLOW_STATUS_CHANGE","message":"The flow was published.","flow_id":"1234567890","old_status":"DRAFT","new_status":"PUBLISHED"}""",
                ["security"] = $$"""{"display_phone_number":"{{await NumberAsync()}}","event":"PIN_CHANGED"}""",
                ["phone_number_quality_update"] =
                    $$"""{"display_phone_number":"{{await NumberAsync()}}","event":"THROUGHPUT_UPGRADE","max_daily_conversations_per_business":"TIER_10K"}""",
            }
        )
            await EmitOfAccountAsync(field, value);
        await ToldAsync(
            EventNames.ContactPreferencesUpdated,
            EventNames.GroupUpdated,
            EventNames.ConversationStandby,
            EventNames.ConversationHandover,
            EventNames.TemplateStatusUpdated,
            EventNames.TemplateQualityUpdated,
            EventNames.TemplateCategoryUpdated,
            EventNames.TemplateComponentsUpdated,
            EventNames.AccountUpdated,
            EventNames.AccountAlert,
            EventNames.FlowUpdated,
            EventNames.SecurityUpdated,
            EventNames.PhoneNumberUpdated
        );
        await EmitOfAccountAsync(
            "account_update",
            """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE","waba_ban_date":"January 15, 2026"} }"""
        );
        await ToldAsync(EventNames.ConnectionUpdated, EventNames.ConnectionSuspended);
        await EmitOfAccountAsync(
            "account_update",
            """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"} }"""
        );
        await _stage.Meta.WhenDeliveriesIdle();
    }

    /// <summary>A payment provider reports a payment.</summary>
    public async Task PayAsync()
    {
        const string secret = "the-secret-of-this-webhook",
            paid =
                """{"id":"log_1","event":"transparent.completed","data":{"transparent":{"id":"pix_1","amount":1000,"status":"PAID"} } }""";
        var made = await _stage
            .Api.PostJsonAsync(
                $"{ConnectionStage.Root}/abacate-pay",
                $$"""{"display_name":"Shop","api_key":"abc_dev_shop","webhook_secret":"{{secret}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var path = new Uri(made.Text("webhook_url")!).AbsolutePath;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = HttpJson.Json(paid) };
        request.Headers.Add("X-Webhook-Secret", secret);
        request.Headers.TryAddWithoutValidation(
            "X-Webhook-Signature",
            Convert.ToBase64String(
                HMACSHA256.HashData(
                    Encoding.UTF8.GetBytes(EmulatorDefaults.AbacatePayWebhookKey),
                    Encoding.UTF8.GetBytes(paid)
                )
            )
        );
        await _stage.Host.Anonymous.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK);
        await ToldAsync(EventNames.PaymentUpdated);
    }

    /// <summary>Another system points the number at itself; its owner points it back.</summary>
    public async Task LoseCallbackAsync()
    {
        await using var elsewhere = await ChallengeAnswerer.StartAsync();
        await CallbackMovedTests.MoveAsync(_stage, Phone, elsewhere.Url);
        await _stage.Api.GetAsync($"/v1/phones/{Phone.Id}/health").ShouldBeAsync(HttpStatusCode.OK);
        var told = await ToldAsync(EventNames.ConnectionCallbackMoved);
        await _stage
            .Api.PostAsync(told.Data.Text("nextCall")!["POST ".Length..], null)
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>An endpoint fails for days, and the token nears its end.</summary>
    public async Task LetTimePassAsync()
    {
        var hook = await HookAsync(Failing, "\"message.received\"");
        await FailOnceAsync(hook);
        await PassAsync(TimeSpan.FromHours(12)); // starts the clock of failing
        await FailOnceAsync(hook);
        await PassAsync(TimeSpan.FromDays(2.5));
        await FailOnceAsync(hook);
        await _stage.Host.AsTimePassesAsync(ToldAsync(EventNames.WebhookFailing));
        await PassAsync(TimeSpan.FromDays(2.5)); // the next failed retry switches the endpoint off
        await _stage.Host.AsTimePassesAsync(ToldAsync(EventNames.WebhookDisabled));
        await PassAsync(TimeSpan.FromDays(48));
        await _stage.Host.AsTimePassesAsync(ToldAsync(EventNames.ConnectionTokenExpiring));
    }

    /// <summary>A number of the business app shares its contacts and chats, leaves and comes back.</summary>
    public async Task ShareAppAsync()
    {
        var phone = await _stage.ConnectAsync(AppStage.InApp);
        await _stage.Host.SynchronizeAsync();
        await ToldAsync(EventNames.PhoneNumberSyncUpdated, EventNames.ContactUpdated);
        foreach (var leaves in (string[])["true", "false"])
        {
            await _stage.ControlAsync(
                "numbers",
                $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","offboard":{{leaves}}}"""
            );
            await ToldAsync(leaves == "true" ? EventNames.PhoneNumberOffboarded : EventNames.PhoneNumberReconnected);
        }
    }

    /// <summary>The customer is disconnected.</summary>
    public async Task EndAsync()
    {
        await SettledAsync();
        await _stage
            .Api.DeleteAsync($"{ConnectionStage.Root}/{await ConnectionAsync()}")
            .ShouldBeAsync(HttpStatusCode.OK);
        await ToldAsync(EventNames.ConnectionDisconnected, EventNames.PhoneNumberDisconnected);
        await SettledAsync();
    }

    /// <summary>The first of each event, as the receiver of everything got it.</summary>
    public IReadOnlyList<EventSample> Samples => [.. _samples.Values];

    public async ValueTask DisposeAsync()
    {
        _meta.Dispose();
        await _stage.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private async Task<string> HookAsync(string path, string events) =>
        (
            await _stage
                .Api.PostJsonAsync(Hooks, $$"""{"url":"{{_receiver.Url}}{{path}}","events":[{{events}}]}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        )
            .GetProperty("data")
            .Id();

    /// <summary>Waits until the receiver got each of these and keeps a sample; returns the last one's first call.</summary>
    private async Task<ReceivedWebhook> ToldAsync(params string[] names)
    {
        foreach (var name in names)
        {
            while (FirstOf(name) is null)
                await _receiver.NextAsync();
            // Read now, because old events are deleted.
            if (!_samples.ContainsKey(name) && FirstOf(name) is { } call)
                _samples[name] = new(name, await ChannelOfAsync(call), call.Json);
        }
        return FirstOf(names[^1]) ?? throw new InvalidOperationException("There is no name to wait for.");
    }

    private ReceivedWebhook? FirstOf(string name) =>
        _receiver.All.FirstOrDefault(call =>
            call.Event == name && !call.Path.EndsWith(Failing, StringComparison.Ordinal)
        );

    private Task<string?> ChannelOfAsync(ReceivedWebhook call) =>
        _stage.ScalarAsync<string>(
            "select channel from events where id = @id",
            new { id = Guid.ParseExact(call.Headers["webhook-id"]["msg_".Length..], "N") }
        );

    /// <summary>Meta sends a change of the number.</summary>
    private Task EmitAsync(string field, string members) =>
        PostAsync(
            $$"""{"field":"{{field}}","phone_number_id":"{{Phone.MetaPhoneNumberId}}","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550000000","phone_number_id":"{{Phone.MetaPhoneNumberId}}"},{{members}} } }"""
        );

    /// <summary>Meta sends a change of the account.</summary>
    private Task EmitOfAccountAsync(string field, string value) =>
        PostAsync($$"""{"field":"{{field}}","waba_id":"{{Phone.Signup.WabaId}}","value":{{value}} }""");

    private Task PostAsync(string json) =>
        _meta.PostJsonAsync("/_emulator/events", json).ShouldBeAsync(HttpStatusCode.OK);

    private Task StatusAsync(JsonElement message, string status) =>
        _meta
            .PostJsonAsync(
                "/_emulator/statuses",
                $$"""{"message_id":"{{message.Text("wamid")}}","status":"{{status}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

    private async Task PassAsync(TimeSpan by)
    {
        await SettledAsync();
        _stage.Clock.Advance(by);
    }

    /// <summary>A customer writes, and the endpoint fails to take it.</summary>
    private async Task FailOnceAsync(string hook)
    {
        var before = (await DeliveriesAsync(hook)).Count;
        _stage.Meta.ReceiveText(Phone.MetaPhoneNumberId, Customer, "Maria", "Hello?");
        await _stage.Host.AsTimePassesAsync(FailedAsync(hook, before));
    }

    /// <summary>Waits until a delivery that came after the others was attempted.</summary>
    private async Task<int> FailedAsync(string hook, int others)
    {
        IReadOnlyList<JsonElement> list;
        do list = await DeliveriesAsync(hook);
        while (list.Count == others || list[0].GetProperty("attemptCount").GetInt32() == 0);
        return list.Count;
    }

    private async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(string hook) =>
        [
            .. (await _stage.Api.GetAsync($"{Hooks}/{hook}/deliveries").ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .EnumerateArray(),
        ];

    /// <summary>No call is under way, so the clock may move.</summary>
    private async Task SettledAsync()
    {
        await _stage.Meta.WhenDeliveriesIdle();
        await _stage.Host.CallsEndedAsync();
    }

    private async Task<string> NumberAsync() =>
        (await _stage.ScalarAsync<string>("select phone_number from phones"))!.TrimStart('+');

    private async Task<string> ConnectionAsync() =>
        (await _stage.ScalarAsync<string>("select connection_id from phones"))!;
}
