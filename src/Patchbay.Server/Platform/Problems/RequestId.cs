namespace Patchbay.Server.Platform.Problems;

/// <summary>The id of one request, for the answer's header, its error body and the log scope.</summary>
public static class RequestId
{
    public const string Header = "X-Request-Id";

    public static string From(HttpContext http) => http.Items[Header] as string ?? http.TraceIdentifier;

    public static void Assign(HttpContext http, Ids ids)
    {
        var id = "req_" + ids.Token(20);
        http.Items[Header] = id;
        http.Response.Headers[Header] = id;
    }
}
