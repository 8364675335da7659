namespace Patchbay.Server.Platform.Pages;

/// <summary>The languages of the hosted pages.</summary>
internal static class Languages
{
    public const string Fallback = "en";

    public static readonly string[] All = [Fallback, "pt", "es"];
}
