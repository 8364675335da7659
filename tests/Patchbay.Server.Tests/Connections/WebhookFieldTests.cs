using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Emulator;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Server.Tests.Outgoing.Catalogue;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

/// <summary>The app's webhook subscriptions at Meta are compared with what this server hands on.</summary>
public sealed class WebhookFieldTests
{
    private const string WhatsApp = "whatsapp_business_account";

    /// <summary>After this, Meta is asked again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(11);

    [Theory, EachDatabase]
    public async Task A_missing_field_is_named_in_health_and_readiness_and_stops_nothing(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await SubscribeAsync(stage, WhatsApp, Without("history", "calls"));
        stage.Clock.Advance(Kept);
        var phone = await stage.ConnectAsync();

        var health = (
            await stage.Api.GetAsync($"/v1/phones/{phone.Id}/health").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        var check = Check(health);
        (check.Text("state"), check.Text("reason"), check.Text("nextAction")).ShouldBe(
            ("fail", "missing_webhook_fields", "subscribe_webhook_fields")
        );
        Names(check).ShouldBe(["calls", "history"]);
        health
            .GetProperty("issues")
            .EnumerateArray()
            .Select(issue => issue.Text("code"))
            .ShouldBe(["missing_webhook_fields"]);
        health.GetProperty("capabilities").GetProperty("canReceiveMessages").GetBoolean().ShouldBeTrue();

        var channel = await stage.ChannelAsync("whatsapp");
        (channel.GetProperty("ready").GetBoolean(), channel.Text("reason")).ShouldBe((true, null));
        Names(Check(channel)).ShouldBe(["calls", "history"]);
    }

    [Fact]
    public async Task Without_the_field_of_messages_a_number_is_not_ready()
    {
        await using var stage = await Stage.StartAsync();
        await SubscribeAsync(stage, WhatsApp, Without("messages"));
        stage.Clock.Advance(Kept);
        var phone = await stage.ConnectAsync();

        var channel = await stage.ChannelAsync("whatsapp");
        (channel.GetProperty("ready").GetBoolean(), channel.Text("status"), channel.Text("reason")).ShouldBe(
            (false, "connected", "missing_webhook_fields")
        );
        (await stage.Api.GetAsync($"/v1/phones/{phone.Id}/health").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetProperty("capabilities")
            .GetProperty("canReceiveMessages")
            .GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Meta_is_asked_once_in_a_while_and_soon_again_while_a_field_is_missing()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var health = $"/v1/phones/{phone.Id}/health";
        await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK);
        var asked = Asked(stage);
        await SubscribeAsync(stage, WhatsApp, Without("flows"));
        for (var i = 0; i < 3; i++)
            await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK);
        Asked(stage).ShouldBe(asked, "the answer is kept");

        stage.Clock.Advance(Kept);
        Names(Check(await HealthAsync())).ShouldBe(["flows"]);
        await SubscribeAsync(stage, WhatsApp, Without());
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        Check(await HealthAsync()).Text("state").ShouldBe("pass");

        async Task<JsonElement> HealthAsync() =>
            (await stage.Api.GetAsync(health).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
    }

    [Fact]
    public async Task When_Meta_does_not_tell_its_subscriptions_the_check_is_unknown()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        stage.Clock.Advance(Kept);
        stage.Meta.FailNext($"/{stage.Meta.AppId}/subscriptions", code: 2, httpStatus: 503, times: 5);
        var health = await stage.Api.GetAsync($"/v1/phones/{phone.Id}/health").ShouldBeAsync(HttpStatusCode.OK);
        Check(health.GetProperty("data")).Text("state").ShouldBe("unknown");
    }

    [Fact]
    public async Task An_Instagram_account_names_the_fields_that_its_own_subscription_lacks()
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("instagram");
        Check(await stage.ChannelAsync("instagram")).Text("state").ShouldBe("pass");
        using var meta = new HttpClient { BaseAddress = stage.Meta.BaseAddress };
        var token = await stage.StoredTokenAsync(line.ConnectionId);
        using var fewer = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v23.0/{line.ProfileId}/subscribed_apps?subscribed_fields=messages"
        )
        {
            Headers = { { "Authorization", $"Bearer {token}" } },
        };
        (await meta.SendAsync(fewer)).EnsureSuccessStatusCode();
        stage.Clock.Advance(Kept);

        var check = Check(await stage.ChannelAsync("instagram"));
        (check.Text("reason"), check.Text("next_action"), check.Text("next_call")).ShouldBe(
            (
                "missing_webhook_fields",
                "subscribe_app",
                $"POST /v1/provider-connections/{line.ConnectionId}/meta/complete-registration"
            )
        );
        await stage
            .Api.PostAsync($"{Root}/{line.ConnectionId}/meta/complete-registration", null)
            .ShouldBeAsync(HttpStatusCode.OK);
        stage.Clock.Advance(Kept);
        Check(await stage.ChannelAsync("instagram")).Text("state").ShouldBe("pass");
    }

    [Fact]
    public async Task The_sandbox_app_is_subscribed_to_everything_and_a_lack_is_logged_at_start()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var needed in MetaSubscription.All)
            (await SubscribedAsync(stage, needed.Object)).Order().ShouldBe(needed.Fields.Order());

        await SubscribeAsync(stage, WhatsApp, Without("security", "standby"));
        var logs = new CollectedLogs();
        await using var second = await stage.Host.StartSecondAsync(
            new Dictionary<string, string?>(stage.Settings) { ["Meta:Sandbox:SubscribeApp"] = "false" },
            services => services.AddSingleton<ILoggerProvider>(logs)
        );
        var line = await logs.FirstAsync(601);
        line.ShouldContain("security,standby");
        line.ShouldContain(WhatsApp);
    }

    [Fact]
    public async Task A_page_that_may_not_have_every_field_gets_the_basic_ones()
    {
        await using var stage = await Stage.StartAsync();
        stage.Meta.FailNext("/*/subscribed_apps", code: 200, httpStatus: 403, times: 1);
        var line = await stage.LineAsync("messenger");
        (await stage.ReadConnectionAsync(line.ConnectionId)).Text("status").ShouldBe("connected");
        stage
            .Meta.Requests.Last(request =>
                request.Method == "POST" && request.Path.EndsWith("subscribed_apps", StringComparison.Ordinal)
            )
            .ToString()
            .ShouldNotContain("send_cart");
    }

    [Fact]
    public async Task The_page_on_going_live_lists_the_fields_to_subscribe()
    {
        var text = await File.ReadAllTextAsync(EventsPage.PathOf("going-live.md"));
        foreach (var needed in MetaSubscription.All)
            text.ShouldContain(
                $"| `{needed.Object}` | {string.Join(", ", needed.Fields.Select(field => $"`{field}`"))} |"
            );
    }

    private static IEnumerable<string> Without(params string[] fields) =>
        MetaSubscription.WhatsApp.Fields.Except(fields);

    private static async Task SubscribeAsync(Stage stage, string kind, IEnumerable<string> fields)
    {
        using var meta = AsApp(stage);
        await meta.PostJsonAsync(
                $"/v23.0/{stage.Meta.AppId}/subscriptions",
                $$"""{"object":"{{kind}}","callback_url":"{{stage.Host.Address}}webhooks/meta","verify_token":"{{stage.Host.Get<MetaApps>().Get("sandbox").VerifyToken.Reveal()}}","fields":"{{string.Join(',', fields)}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    private static async Task<IEnumerable<string?>> SubscribedAsync(Stage stage, string kind)
    {
        using var meta = AsApp(stage);
        return (await meta.GetAsync($"/v23.0/{stage.Meta.AppId}/subscriptions").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .Single(subscription => subscription.Text("object") == kind)
            .GetProperty("fields")
            .EnumerateArray()
            .Select(field => field.Text("name"));
    }

    private static HttpClient AsApp(Stage stage) =>
        new()
        {
            BaseAddress = stage.Meta.BaseAddress,
            DefaultRequestHeaders = { { "Authorization", $"Bearer {stage.Meta.AppId}|{stage.Meta.AppSecret}" } },
        };

    private static int Asked(Stage stage) =>
        stage.Meta.Requests.Count(request =>
            request.Method == "GET" && request.Path == $"/{stage.Meta.AppId}/subscriptions"
        );

    private static JsonElement Check(JsonElement holder) =>
        holder.GetProperty("checks").EnumerateArray().Single(check => check.Text("name") == "webhook_fields");

    private static IEnumerable<string?> Names(JsonElement check) =>
        check.GetProperty("missing").EnumerateArray().Select(field => field.GetString()).Order();

    /// <summary>What a server logs, by the id of each message.</summary>
    private sealed class CollectedLogs : ILoggerProvider, ILogger
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _lines = new();

        public Task<string> FirstAsync(int id) => Line(id).Task.WaitAsync(TimeSpan.FromSeconds(20));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Line(eventId.Id).TrySetResult(formatter(state, exception));

        public void Dispose() { }

        private TaskCompletionSource<string> Line(int id) =>
            _lines.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
