using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Audit;

/// <summary>Who caused an audit event, and from where.</summary>
public sealed record Actor(
    string Type,
    string? Id,
    string? IpAddress = null,
    string? UserAgent = null,
    string? RequestId = null
)
{
    private const int MaxUserAgent = 200;

    /// <summary>The server itself, for example by a check or a refresh.</summary>
    public static readonly Actor System = new("system", null);

    /// <summary>Meta, by a webhook or callback.</summary>
    public static readonly Actor Meta = new("meta", null);

    /// <summary>The operator, on the server's command line.</summary>
    public static readonly Actor Operator = new("operator", null);

    /// <summary>Returns the actor of a request; <paramref name="caller"/> is null for an unknown caller.</summary>
    public static Actor Of(HttpContext http, Caller? caller) =>
        new(
            caller is null ? "anonymous"
                : caller.IsUser ? "user"
                : "api_key",
            caller?.Id.ToString(),
            http.Connection.RemoteIpAddress?.ToString(),
            Head(http.Request.Headers.UserAgent),
            Platform.Problems.RequestId.From(http)
        );

    private static string? Head(string? text) =>
        string.IsNullOrEmpty(text) ? null : string.Concat(text.Where(c => !char.IsControl(c)).Take(MaxUserAgent));
}
