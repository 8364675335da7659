using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// A webhook's address as it is stored. Its query often holds a token of the receiver, so the query is sealed, and
/// answers show a mask in its place.
/// </summary>
/// <param name="Shown">The address without its query, and with the mask when there is one.</param>
/// <param name="Query">The query with its question mark; null when the address has none.</param>
internal sealed record EndpointAddress(string Shown, Secret? Query)
{
    public const string Mask = "?****";

    public static EndpointAddress Of(string url)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        return at < 0 || at == url.Length - 1 ? new(url, null) : new(url[..at] + Mask, new Secret(url[at..]));
    }

    /// <summary>Whether a text is an address as answers show it, which names no query.</summary>
    public static bool IsMasked(string url) => url.EndsWith(Mask, StringComparison.Ordinal);

    /// <summary>The whole address.</summary>
    public static string Whole(string shown, Secret? query) =>
        query is null ? shown : shown[..^Mask.Length] + query.Reveal();
}
