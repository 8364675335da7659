namespace Patchbay.Server.Platform.Problems;

/// <summary>Gives the empty answers of routing (404, 405, 415) a body in the surface's shape.</summary>
internal static class EmptyAnswers
{
    public static Task WriteAsync(HttpContext http) =>
        (
            http.Response.StatusCode switch
            {
                404 => new Problem(404, Codes.RouteNotFound, "No route of this server has this path."),
                405 => new Problem(405, Codes.MethodNotAllowed, "This route does not support this method."),
                413 => RequestBody.TooLarge,
                415 => RequestBody.NotJsonType,
                var status => new Problem(status, Codes.ValidationFailed, "The request cannot be answered."),
            }
        ).ExecuteAsync(http);
}
