namespace Patchbay.Server.Outgoing;

/// <summary>
/// Headers that a customer cannot set: those that we set, that belong to the connection, that change the method, the
/// address or the sender that the receiver sees, or that have no meaning in a request.
/// </summary>
internal static class ReservedHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host",
        "Date",
        "User-Agent",
        "Accept-Encoding",
        "Traceparent",
        "Tracestate",
        "Baggage",
        "Request-Id",
        "X-Hub-Signature",
        "X-Hub-Signature-256",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "HTTP2-Settings",
        "TE",
        "Trailer",
        "Expect",
        "Cookie",
        "Cookie2",
        "Set-Cookie",
        "Set-Cookie2",
        "Allow",
        "Last-Modified",
        "Expires",
        "Via",
        "Forwarded",
        "X-HTTP-Method",
        "X-HTTP-Method-Override",
        "X-Method-Override",
        "X-Original-Method",
        "X-Original-URL",
        "X-Original-Host",
        "X-Rewrite-URL",
        "X-Host",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
    };

    private static readonly string[] Prefixes = ["Webhook-", "Content-", "Proxy-", "X-Forwarded-", "Sec-"];

    public static bool Has(string name) =>
        Names.Contains(name)
        || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
