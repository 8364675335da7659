using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Patchbay.Server.Platform;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>
/// The hosted page alone, with an SDK that does only what the test says, for orders and failures that the real window
/// rarely shows. The SDK and its window have another origin than the page, as Meta's do.
/// </summary>
internal sealed class PageStage : IAsyncDisposable
{
    public const string PageToken = "page-token-1",
        NextPageToken = "page-token-2",
        Code = "code-AQB-0000";

    private static readonly Guid LinkId = new("11111111-2222-3333-4444-555555555555");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly WebApplication _app;
    private readonly Channel<Posted> _callbacks = Channel.CreateUnbounded<Posted>();
    private readonly Channel<Posted> _events = Channel.CreateUnbounded<Posted>();

    private int _rendered;

    private PageStage(WebApplication app, IBrowserContext context, IPage page)
    {
        (_app, Context, Page) = (app, context, page);
        Context.Request += (_, request) => Urls.Add(request.Url);
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                ConsoleErrors.Add(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>All addresses that any window requested.</summary>
    public List<string> Urls { get; } = [];

    public List<string> ConsoleErrors { get; } = [];

    /// <summary>The answer of the callback.</summary>
    public (int Status, string Json) Answer { get; set; } =
        (200, """{"data":{"status":"success","redirectUrl":null,"error":null,"errorCode":null}}""");

    /// <summary>The model of the page, without the addresses of the app.</summary>
    public HostedPageModel Model { get; set; } = new("Acme Corp", "Northwind Support", HostedPageState.Ready);

    public string PageOrigin => _app.Urls.First();

    public string SdkOrigin => _app.Urls.Last();

    public string Address => $"{PageOrigin}/signup/{LinkId}";

    public static async Task<PageStage> SetAsync(Chromium chromium, Look? look = null)
    {
        var context = await chromium.NewContextAsync(look);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Ids>();
        var app = builder.Build();
        var stage = new PageStage(app, context, await context.NewPageAsync());
        app.MapGet("/signup/{id:guid}", (HttpContext http) => stage.Render(http));
        app.MapPost(
            "/signup/{id:guid}/callback",
            (HttpContext http) => ReceiveAsync(http, stage._callbacks, stage.Answer)
        );
        app.MapPost("/signup/{id:guid}/events", (HttpContext http) => ReceiveAsync(http, stage._events, (204, "")));
        app.MapGet("/sdk.js", () => Results.Content(Sdk, "text/javascript"));
        app.MapGet("/window", () => Results.Content("<!doctype html><title>Meta</title>", "text/html"));
        app.MapGet("/back", () => Results.Content("<!doctype html><title>Back</title>", "text/html"));
        await app.StartAsync();
        return stage;
    }

    // Opens a window on the SDK's origin, and gives the test its callback.
    private const string Sdk = """
        const origin = new URL(document.currentScript.src).origin;
        window.FB = {
          init(settings) { window.fbInit = settings; },
          login(callback, options) {
            window.fbLogin = callback;
            window.fbOptions = options;
            window.open(origin + '/window', 'meta', 'width=400,height=500');
          },
        };
        window.fbAsyncInit();
        """;

    public async Task OpenAsync()
    {
        await Page.GotoAsync(Address);
        await Assertions.Expect(Page.GetByTestId("connect")).ToBeEnabledAsync();
    }

    /// <summary>Presses the button and returns the window that opens.</summary>
    public Task<IPage> ConnectAsync() => Page.RunAndWaitForPopupAsync(() => Page.GetByTestId("connect").ClickAsync());

    /// <summary>Calls back as the SDK does after the window closed with a code.</summary>
    public Task GiveCodeAsync() =>
        Page.EvaluateAsync("code => fbLogin({ status: 'connected', authResponse: { code } })", Code);

    /// <summary>Calls back as the SDK does after the window closed without a code.</summary>
    public Task GiveNoCodeAsync() => Page.EvaluateAsync("fbLogin({ status: 'unknown', authResponse: null })");

    /// <summary>Sends a message to the page from the given window.</summary>
    public static Task SayAsync(IPage window, string message) =>
        window.EvaluateAsync("message => opener.postMessage(message, '*')", message);

    public Task<JsonElement> NextEventAsync(string type) =>
        NextAsync(_events, posted => posted.GetProperty("type").GetString() == type, type);

    public Task<JsonElement> NextCallbackAsync() => NextAsync(_callbacks, _ => true, "callback");

    public async Task<Posted> NextCallbackRequestAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _callbacks.Reader.ReadAsync(patience.Token);
    }

    public bool HasCallback => _callbacks.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await _app.DisposeAsync();
    }

    // Each page has its own token, which is valid for one run.
    private IResult Render(HttpContext http) =>
        HostedPages.Render(
            http,
            Model with
            {
                PageToken = $"page-token-{Interlocked.Increment(ref _rendered)}",
                Meta = new(
                    "111",
                    "222",
                    "v23.0",
                    SdkOrigin + "/sdk.js",
                    [SdkOrigin],
                    """{"extras":{"version":"v4","setup":{}}}"""
                ),
            }
        );

    private static async Task ReceiveAsync(HttpContext http, Channel<Posted> into, (int Status, string Json) answer)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        await into.Writer.WriteAsync(
            new(http.Request.Headers.Origin, http.Request.Headers.Referer, body.RootElement.Clone())
        );
        await Results.Content(answer.Json, "application/json", statusCode: answer.Status).ExecuteAsync(http);
    }

    private static async Task<JsonElement> NextAsync(Channel<Posted> from, Predicate<JsonElement> wanted, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var posted = await from.Reader.ReadAsync(patience.Token);
                if (wanted(posted.Body))
                    return posted.Body;
            }
        }
        catch (OperationCanceledException error)
        {
            throw new TimeoutException($"The page did not post '{what}' within {Patience}.", error);
        }
    }
}

/// <summary>One post of the page.</summary>
internal sealed record Posted(string? Origin, string? Referer, JsonElement Body);
