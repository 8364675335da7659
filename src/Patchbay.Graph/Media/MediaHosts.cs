namespace Patchbay.Graph.Media;

/// <summary>
/// Decides which hosts may receive a token. URLs come from webhooks and answers, so they are not trusted.
/// </summary>
internal static class MediaHosts
{
    public static void Ensure(Uri url, GraphClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || !IsAllowed(url, options))
            throw new ArgumentException(
                "The token is sent only to GraphClientOptions.MediaHosts, and this URL is on another host.",
                nameof(url)
            );
    }

    private static bool IsAllowed(Uri url, GraphClientOptions options)
    {
        var root = options.BaseAddress;
        if (url.Scheme == root.Scheme && url.Port == root.Port && SameHost(url.Host, root.Host))
            return true;
        return url.Scheme == Uri.UriSchemeHttps
            && url.IsDefaultPort
            && options.MediaHosts.Any(host => SameHost(url.Host, host));
    }

    private static bool SameHost(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
