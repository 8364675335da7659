namespace Patchbay.Server.Platform.Pages;

/// <summary>The languages of the hosted pages.</summary>
internal static class Languages
{
    /// <summary>English first: it is the fallback.</summary>
    public static readonly string[] All = ["en", "pt", "es"];
}
