using System.Collections.Concurrent;
using Microsoft.AspNetCore.TestHost;

namespace Patchbay.Emulator.Tests.Handles;

/// <summary>
/// The in-process API, as a test of a server uses it. docs/emulator.md shows the test <see
/// cref="A_conversation_works_without_a_port"/>.
/// </summary>
public sealed class HandleTests
{
    [Fact]
    public async Task A_conversation_works_without_a_port()
    {
        var receiver = new Receiver();
        await using var meta = await GraphEmulator.StartAsync(
            new EmulatorOptions
            {
                Urls = "",
                WebhookHandler = () => receiver,
                StatusDelay = TimeSpan.Zero,
            }
        );
        meta.SendWebhooksTo(new Uri("https://shop.test/webhooks"));
        var phone = meta.AddBusiness("Shop").AddAccount().AddPhone("+1 555 201 0000");
        var maria = meta.AddCustomer("+1 555 010 0001", "Maria");
        using var graph = new HttpClient(meta.CreateHandler()) { BaseAddress = meta.BaseAddress };
        graph.DefaultRequestHeaders.Add("Authorization", "Bearer " + phone.AccessToken);

        maria.Writes(phone, "Are you open?");
        using var answer = await graph.PostAsync(
            $"v23.0/{phone.Id}/messages",
            Json(
                new
                {
                    messaging_product = "whatsapp",
                    to = maria.Number,
                    text = new { body = "Until six." },
                }
            )
        );
        await meta.WhenDeliveriesIdle();

        ((int)answer.StatusCode).ShouldBe(200);
        maria.ReceivedFrom(phone).Single().Text.ShouldBe("Until six.");
        phone.Sent.Single().Status.ShouldBe("read");
        meta.Requests.Single().Path.ShouldBe($"/{phone.Id}/messages");
        receiver.Of("messages").Count(v => v["messages"] is not null).ShouldBe(1);
        receiver.Of("messages").Count(v => v["statuses"] is not null).ShouldBe(3);
        receiver.All.ShouldAllBe(w => w.IsSignedWith(meta.AppSecret) && w.Url.AbsolutePath == "/webhooks");
    }

    [Fact]
    public async Task A_server_under_test_receives_webhooks_without_a_port()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = WebApplicationFor(seen);
        await server.StartAsync(Meta.Cancel);
        await using var meta = await GraphEmulator.StartAsync(
            new EmulatorOptions { Urls = "", WebhookHandler = () => server.GetTestServer().CreateHandler() },
            Meta.Cancel
        );
        meta.SendWebhooksTo(new Uri("https://server.test/hook"));
        var phone = meta.AddBusiness("Shop").AddAccount().AddPhone();

        var id = meta.AddCustomer("15550100001").Writes(phone, "hello");
        await meta.WhenDeliveriesIdle(Meta.Cancel);

        seen.Count(body => body.Contains(id, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_token_has_only_its_permissions_and_expires_after_its_lifetime()
    {
        await using var meta = await Meta.StartAsync();
        var account = meta.Emulator.AddBusiness("Shop").AddAccount();
        var phone = account.AddPhone();
        var reader = account.AddToken(["whatsapp_business_management"], TimeSpan.FromHours(1));

        (await meta.GetAsync($"v23.0/{phone.Id}", reader)).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{phone.Id}/messages",
                """{"messaging_product":"whatsapp","to":"15550100001","text":{"body":"x"}}""",
                reader
            )
        ).ShouldBeRefused(10);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(2));
        (await meta.GetAsync($"v23.0/{phone.Id}", reader)).ShouldBeRefused(190, 463);
        (await meta.GetAsync($"v23.0/{phone.Id}", account.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_template_can_be_sent_and_its_button_pressed()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var account = meta.Emulator.AddBusiness("Shop").Verified().AddAccount("Shop account");
        var phone = account.AddPhone();
        account.AddTemplate("ready", "Order {{1}} is ready");
        var maria = meta.Emulator.AddCustomer("5511987654321", "Maria").Named("maria.costa");

        var sent = (
            await meta.PostAsync(
                $"v23.0/{phone.Id}/messages",
                $$$"""
                {"messaging_product":"whatsapp","recipient":"{{{maria.UserIdFor(phone)}}}","type":"template",
                "template":{"name":"ready","language":{"code":"en_US"},"components":[{"type":"body",
                "parameters":[{"type":"text","text":"42"}]}]}}
                """,
                phone.AccessToken
            )
        ).ShouldSucceed();
        maria.Taps(phone, (string)sent["messages"]![0]!["id"]!, "yes", "Yes");
        await meta.SettleAsync();

        maria.ReceivedFrom(phone).ShouldHaveSingleItem().Type.ShouldBe("template");
        var reply = meta.Webhooks.Of("messages").Single(v => v["messages"] is not null)["messages"]![0]!;
        ((string)reply["interactive"]!["button_reply"]!["id"]!).ShouldBe("yes");
        ((string)reply["context"]!["id"]!).ShouldBe((string)sent["messages"]![0]!["id"]!);
    }

    [Fact]
    public async Task A_taken_or_malformed_number_is_not_added()
    {
        await using var meta = await Meta.StartAsync();
        var account = meta.Emulator.AddBusiness("Shop").AddAccount();
        account.AddPhone("+1 555 201 0000");

        Should.Throw<ArgumentException>(() => account.AddPhone("15552010000"));
        Should.Throw<ArgumentException>(() => account.AddPhone("none"));
        Should.Throw<ArgumentException>(() => meta.Emulator.AddCustomer("none"));
        (await meta.GetAsync($"v23.0/{account.Id}/phone_numbers", account.AccessToken)).ShouldSucceed()["data"]!
            .AsArray()
            .Count.ShouldBe(1);
    }

    [Fact]
    public void Every_line_of_the_documentation_sample_is_in_this_file()
    {
        var source = Read("HandleTests.cs").Split('\n').Select(line => line.Trim()).ToHashSet();
        var page = Read("emulator.md");
        var start = page.IndexOf("```csharp", StringComparison.Ordinal) + 9;
        var sample = page[start..page.IndexOf("```", start, StringComparison.Ordinal)]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        sample.Length.ShouldBeGreaterThan(8);
        sample.Where(line => !source.Contains(line)).ShouldBeEmpty();
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(HandleTests).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static StringContent Json(object body) =>
        new(System.Text.Json.JsonSerializer.Serialize(body, Reflection), System.Text.Encoding.UTF8, "application/json");

    private static readonly System.Text.Json.JsonSerializerOptions Reflection = new()
    {
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static WebApplication WebApplicationFor(ConcurrentQueue<string> seen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.Run(async context =>
            seen.Enqueue(await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted))
        );
        return app;
    }
}
