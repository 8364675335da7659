using Microsoft.Playwright;
using Patchbay.Browser.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Patchbay.Browser.Tests;

/// <summary>One headless browser for all tests; each test gets its own context and so its own cookies.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string PathVariable = "PATCHBAY_TEST_CHROMIUM";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable { get; } =
        new[]
        {
            Environment.GetEnvironmentVariable(PathVariable),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }
        );
    }

    /// <summary>A fresh context; without a browser, the test is skipped with the reason.</summary>
    public Task<IBrowserContext> NewContextAsync(Look? look = null)
    {
        Assert.SkipWhen(_browser is null, $"no Chromium found; install it, or name it in {PathVariable}");
        return OpenAsync(_browser!, look ?? Look.Desktop);
    }

    private static async Task<IBrowserContext> OpenAsync(IBrowser browser, Look look)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
                Locale = "en-US",
            }
        );
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>How a page is looked at.</summary>
public sealed record Look(string Name, int Width, int Height, bool Dark)
{
    public static readonly Look Desktop = new("desktop", 1000, 900, Dark: false),
        DesktopDark = new("desktop-dark", 1000, 900, Dark: true),
        Phone = new("phone", 390, 844, Dark: false),
        PhoneDark = new("phone-dark", 390, 844, Dark: true);
}
