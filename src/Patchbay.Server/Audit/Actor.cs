using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Audit;

/// <summary>Who did it, and from where.</summary>
public sealed record Actor(
    string Type,
    string? Id,
    string? IpAddress = null,
    string? UserAgent = null,
    string? RequestId = null
)
{
    private const int MaxUserAgent = 200;

    /// <summary>This server by itself: a check, a refresh.</summary>
    public static readonly Actor System = new("system", null);

    /// <summary>Meta told us.</summary>
    public static readonly Actor Meta = new("meta", null);

    /// <summary>Whoever has the machine, on its command line.</summary>
    public static readonly Actor Operator = new("operator", null);

    /// <summary>Null: somebody who is not known.</summary>
    public static Actor Of(HttpContext http, Caller? caller) =>
        new(
            caller is null ? "anonymous"
                : caller.IsUser ? "user"
                : "api_key",
            caller?.Id.ToString(),
            http.Connection.RemoteIpAddress?.ToString(),
            Head(http.Request.Headers.UserAgent),
            Platform.Problems.RequestId.Of(http)
        );

    private static string? Head(string? text) =>
        string.IsNullOrEmpty(text) ? null : string.Concat(text.Where(c => !char.IsControl(c)).Take(MaxUserAgent));
}
