namespace Patchbay.Server.Platform.Problems;

/// <summary>The stable codes that several features share.</summary>
public static class Codes
{
    public const string ValidationFailed = "validation_failed",
        InvalidJson = "invalid_json",
        BodyTooLarge = "body_too_large",
        MissingApiKey = "missing_api_key",
        InvalidApiKey = "invalid_api_key",
        ExpiredApiKey = "expired_api_key",
        InsufficientScope = "insufficient_scope",
        InsufficientRole = "insufficient_role",
        InsufficientLifetime = "insufficient_lifetime",
        NotFound = "not_found",
        RouteNotFound = "route_not_found",
        RequestTimeout = "request_timeout",
        UnsupportedEncoding = "unsupported_content_encoding",
        MethodNotAllowed = "method_not_allowed",
        Conflict = "conflict",
        RateLimited = "rate_limited",
        StorageUnavailable = "storage_unavailable",
        InternalError = "internal_error";
}
