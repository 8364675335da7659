using Microsoft.Playwright;
using Patchbay.Emulator;

namespace Patchbay.Browser.Tests.PhonePage;

/// <summary>The emulator's phone page, open as Maria in a chat with a bakery that has a callback address.</summary>
internal sealed class PhoneDesk : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private PhoneDesk(
        GraphEmulator meta,
        PhoneHandle bakery,
        CustomerHandle maria,
        IBrowserContext context,
        IPage page,
        HttpClient graph
    ) => (Meta, Bakery, Maria, _context, Page, Graph) = (meta, bakery, maria, context, page, graph);

    public GraphEmulator Meta { get; }
    public PhoneHandle Bakery { get; }
    public CustomerHandle Maria { get; }
    public IPage Page { get; }
    public List<string> Problems { get; } = [];
    private HttpClient Graph { get; }

    public static async Task<PhoneDesk> OpenAsync(Chromium chromium, Look? look = null)
    {
        var context = await chromium.NewContextAsync(look);
        var meta = await GraphEmulator.StartAsync(
            new EmulatorOptions { WebhookHandler = () => new Taker(), StatusDelay = TimeSpan.FromMilliseconds(20) }
        );
        meta.SendWebhooksTo(new Uri("https://bakery.test/webhooks"));
        var account = meta.AddBusiness("Padaria Aurora").Verified().AddAccount();
        account.AddTemplate("order_ready", "Hello {{1}}, your *{{2}}* is ready to collect until 19:00.");
        var bakery = account.AddPhone("+1 555 201 0000", "Padaria Aurora");
        var maria = meta.AddCustomer("+1 555 010 0001", "Maria Costa");
        var graph = new HttpClient { BaseAddress = new Uri(meta.BaseAddress, $"v23.0/{bakery.Id}/") };
        graph.DefaultRequestHeaders.Add("Authorization", "Bearer " + bakery.AccessToken);
        var page = await context.NewPageAsync();
        var desk = new PhoneDesk(meta, bakery, maria, context, page, graph);
        page.PageError += (_, error) => desk.Problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                desk.Problems.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(meta.BaseAddress.AbsoluteUri, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
                desk.Problems.Add("foreign request: " + request.Url);
        };
        await page.GotoAsync(new Uri(meta.BaseAddress, "phone").AbsoluteUri);
        await page.GetByTestId("number-15552010000").ClickAsync();
        return desk;
    }

    /// <summary>The business sends through the API.</summary>
    public async Task<string> SendAsync(string message)
    {
        using var answer = await Graph.PostAsync(
            "messages",
            new StringContent(
                $$"""{"messaging_product":"whatsapp","to":"{{Maria.Number}}",{{message}}}""",
                System.Text.Encoding.UTF8,
                "application/json"
            )
        );
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return (string)System.Text.Json.Nodes.JsonNode.Parse(text)!["messages"]![0]!["id"]!;
    }

    public ILocator Bubble(string messageId) => Page.Locator($"[data-id=\"{messageId}\"]");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Graph.Dispose();
        await Meta.DisposeAsync();
    }

    /// <summary>Accepts every webhook.</summary>
    private sealed class Taker : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK));
    }
}
