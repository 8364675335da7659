namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// The headers of every answer: no cache keeps it and no browser guesses its type. In production, a server that is
/// reached by https tells browsers to use nothing else. A route may allow caching with a header of its own.
/// </summary>
public sealed class AnswerHeaders(PublicAddress address, IHostEnvironment host)
{
    private const string OneYear = "max-age=31536000";

    private bool? _isStrict;

    public void Set(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        // The address is known as soon as the server listens.
        if (_isStrict ??= host.IsProduction() && address.IsHttps)
            response.Headers.StrictTransportSecurity = OneYear;
    }
}
