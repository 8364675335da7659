using System.Net;
using System.Text.RegularExpressions;

namespace Patchbay.Testing.Canary;

/// <summary>A client handler that collects the secrets in requests and searches every refusal for secrets.</summary>
internal sealed partial class CanaryHandler(Canaries canaries, CookieContainer? cookies = null)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() })
{
    private const int LargestRead = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        canaries.Add("the API key", request.Headers.Authorization?.Parameter);
        foreach (Match match in InQuery.Matches(request.RequestUri.Query))
            canaries.Add($"{match.Groups["name"]} of {path}", Uri.UnescapeDataString(match.Groups["secret"].Value));
        if (request.Content is StringContent { Headers.ContentLength: < LargestRead } content)
            Learn(path, await content.ReadAsStringAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            canaries.Look(
                $"the refusal of {request.Method} {path}",
                $"{response.Headers}\n{await response.Content.ReadAsStringAsync(cancellationToken)}"
            );
        }
        return response;
    }

    private void Learn(string path, string body)
    {
        foreach (Match match in InBody.Matches(body))
            canaries.Add($"{match.Groups["name"]} of {path}", match.Groups["secret"].Value);
        foreach (Match headers in InHeaders.Matches(body))
        {
            foreach (Match match in Value.Matches(headers.Groups["all"].Value))
                canaries.Add($"a header of {path}", match.Groups["secret"].Value);
        }
    }

    [GeneratedRegex(
        """
            "(?<name>access_token|accessToken|app_secret|appSecret|api_key|client_secret|webhook_secret
                |webhookSecret|secret|verify_token|code|pageToken)"\s*:\s*"(?<secret>[^"\\]+)"
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex InBody { get; }

    [GeneratedRegex(
        "(?<name>hub.verify_token|webhookSecret|code|state|access_token)=(?<secret>[^&]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex InQuery { get; }

    [GeneratedRegex(
        "\"headers\"\\s*:\\s*\\{(?<all>[^}]*)\\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex InHeaders { get; }

    [GeneratedRegex(":\\s*\"(?<secret>[^\"\\\\]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Value { get; }
}
