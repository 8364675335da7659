using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Patchbay.Browser.Tests;

/// <summary>Pictures are kept under <c>artifacts/screenshots</c>.</summary>
internal static class Screenshots
{
    public static Task KeepAsync(this IPage page, string name) =>
        page.ScreenshotAsync(
            new() { Path = Path.Combine(Root(), "artifacts", "screenshots", name + ".png"), FullPage = true }
        );

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
