using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests;

/// <summary>An emulator, an HTTP client for it, and a receiver of its webhooks.</summary>
internal sealed class Meta : IAsyncDisposable
{
    private const string Fields =
        "messages,account_update,security,message_template_status_update,message_template_quality_update,"
        + "template_category_update,phone_number_quality_update,phone_number_name_update,flows,calls,"
        + "group_lifecycle_update,group_participants_update,group_settings_update,partner_solutions,"
        + "business_capability_update,history,smb_app_state_sync,business_username_update,user_preferences,"
        + "account_alerts,account_review_update";

    private Meta(GraphEmulator emulator, ManualClock clock, Receiver receiver)
    {
        Emulator = emulator;
        Clock = clock;
        Webhooks = receiver;
        Http = new HttpClient { BaseAddress = emulator.BaseAddress };
    }

    public GraphEmulator Emulator { get; }
    public ManualClock Clock { get; }
    public Receiver Webhooks { get; }
    public HttpClient Http { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Meta> StartAsync(Action<EmulatorOptions>? change = null)
    {
        var clock = new ManualClock();
        var receiver = new Receiver();
        var options = new EmulatorOptions
        {
            Clock = clock,
            WebhookHandler = () => receiver,
            StatusDelay = TimeSpan.FromSeconds(1),
        };
        change?.Invoke(options);
        return new Meta(await GraphEmulator.StartAsync(options, Cancel), clock, receiver);
    }

    public ConnectedNumber Connect(string name = "Test Shop") =>
        Emulator.Connect(new SignupChoices { BusinessName = name });

    public async Task<Reply> GetAsync(string path, string? token = null) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    public async Task<Reply> DeleteAsync(string path, string? token = null) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), token);

    public async Task<Reply> PostAsync(string path, string json, string? token = null) =>
        await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(json, Encoding.UTF8, "application/json"),
            },
            token
        );

    public async Task<Reply> PostAsync(string path, HttpContent content, string? token = null) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, token);

    /// <summary>Subscribes the app to all fields at the receiver's address, which passes the challenge.</summary>
    public async Task SubscribeAsync() =>
        (
            await PostAsync(
                $"v23.0/{Emulator.AppId}/subscriptions",
                $$"""
                {"object":"whatsapp_business_account","callback_url":"https://receiver.test/app","verify_token":"right",
                "fields":"{{Fields}}"}
                """,
                Emulator.AppToken
            )
        ).ShouldSucceed();

    public async Task<string> SendTextAsync(ConnectedNumber number, string to, string text = "hello") =>
        (string)
            (
                await PostAsync(
                    $"v23.0/{number.PhoneNumberId}/messages",
                    $$$"""
                    {"messaging_product":"whatsapp","to":"{{{to}}}","type":"text","text":{"body":"{{{text}}}"}}
                    """,
                    number.AccessToken
                )
            ).ShouldSucceed()["messages"]![0]!["id"]!;

    /// <summary>Moves the clock until nothing is due.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Emulator.Host.Worlds.Default.Agenda.Tick();
        }
        await Emulator.WhenDeliveriesIdle(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
        Webhooks.Dispose();
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (request)
        {
            var response = await Http.SendAsync(request, Cancel);
            var text = await response.Content.ReadAsStringAsync(Cancel);
            return new Reply(response, text);
        }
    }
}

/// <summary>An answer with the checks that tests make.</summary>
internal sealed record Reply(HttpResponseMessage Response, string Text)
{
    public int Status => (int)Response.StatusCode;

    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode ShouldSucceed()
    {
        Status.ShouldBe(200, Text);
        return Json;
    }

    /// <summary>Refusals of the control API have a simpler form than Meta's.</summary>
    public void ShouldBeControlRefused() => Json["error"]!["message"]!.ToString().ShouldNotBeEmpty(Text);

    public JsonNode ShouldBeRefused(int code, int? subcode = null)
    {
        Status.ShouldBeGreaterThanOrEqualTo(400, Text);
        var error = Json["error"]!;
        ((int)error["code"]!).ShouldBe(code, Text);
        if (subcode is not null)
            ((int?)error["error_subcode"]).ShouldBe(subcode, Text);
        ((string)error["fbtrace_id"]!).ShouldNotBeEmpty();
        return error;
    }
}
