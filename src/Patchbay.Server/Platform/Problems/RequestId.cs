namespace Patchbay.Server.Platform.Problems;

/// <summary>The id of one request, for the answer's header, its error body and the log scope.</summary>
public static class RequestId
{
    public const string Header = "X-Request-Id";

    private static readonly Func<ILogger, string, IDisposable?> InScope = LoggerMessage.DefineScope<string>(
        "{RequestId}"
    );

    /// <summary>Adds the request's id to the log lines until the scope is disposed.</summary>
    public static IDisposable? Scope(ILogger logger, HttpContext http) => InScope(logger, From(http));

    private static bool IsAssigned(HttpContext http) => http.Items.ContainsKey(Header);

    public static string From(HttpContext http) => http.Items[Header] as string ?? http.TraceIdentifier;

    /// <summary>Gives the request an id unless it has one, and puts the id into the answer's header.</summary>
    public static void Ensure(HttpContext http, Ids ids)
    {
        if (IsAssigned(http))
            http.Response.Headers[Header] = From(http);
        else
            Assign(http, ids);
    }

    public static void Assign(HttpContext http, Ids ids)
    {
        var id = "req_" + ids.Token(20);
        http.Items[Header] = id;
        http.Response.Headers[Header] = id;
    }
}
