using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Webhooks;

/// <summary>The check that Meta makes before it accepts a callback address.</summary>
internal static class Callbacks
{
    private const int AnswerKept = 256;

    public static async Task VerifyAsync(World world, string url, string verifyToken, CancellationToken cancel)
    {
        var challenge = world.Read(() => world.Ids.Digits(10));
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var token = Uri.EscapeDataString(verifyToken);
        var address = $"{url}{separator}hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={token}";
        var (status, reason, body) = await AskAsync(world, address, cancel);
        if (status != 200)
            throw Failed($"HTTP Status Code = {status}; HTTP Message = {reason}");
        if (body != challenge)
            throw Failed(
                $"Response does not match challenge, expected value=\"{challenge}\", "
                    + $"received=\"{(body.Length > 80 ? body[..80] : body)}\""
            );
    }

    private static async Task<(int Status, string Reason, string Body)> AskAsync(
        World world,
        string address,
        CancellationToken cancel
    )
    {
        using var client = WebhookClient.Create(world.Options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(world.Options.WebhookTimeout);
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await using var content = await response.Content.ReadAsStreamAsync(limit.Token);
            var buffer = new byte[AnswerKept];
            var read = await content.ReadAtLeastAsync(buffer, AnswerKept, throwOnEndOfStream: false, limit.Token);
            return (
                (int)response.StatusCode,
                response.ReasonPhrase ?? "",
                System.Text.Encoding.UTF8.GetString(buffer, 0, read)
            );
        }
        catch (HttpRequestException failure)
        {
            throw Failed($"curl_errno = 7; curl_error = {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failed("curl_errno = 28; curl_error = Operation timed out");
        }
    }

    private static GraphRefusal Failed(string why) =>
        new(2200, $"(#2200) Callback verification failed with the following errors: {why}");
}

internal static class CallbackRules
{
    private const int LongestUri = 200;

    public static void CheckUrl(string url, string parameter)
    {
        if (url.Length > LongestUri)
            throw Refusals.Invalid($"Param {parameter} must be at most {LongestUri} characters long.");
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http")
            || uri.UserInfo.Length > 0
        )
            throw Refusals.Invalid($"Param {parameter} must be a valid URL.");
        // Meta demands TLS with a public certificate. The emulator also allows plain HTTP on the same machine.
        if (uri.Scheme == "http" && !uri.IsLoopback)
            throw Refusals.Invalid($"Param {parameter} must be an https URL.");
    }
}
