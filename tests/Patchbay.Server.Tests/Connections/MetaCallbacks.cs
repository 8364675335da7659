using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Meta's calls for a person, signed as Meta does.</summary>
internal static class MetaCallbacks
{
    public const string Deauthorize = "/webhooks/meta/deauthorize",
        DeleteData = "/webhooks/meta/data-deletion";

    public static Task<HttpResponseMessage> CallBackAsync(this Stage stage, string path, string user, string secret)
    {
        var payload = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(
                $$"""
                {"algorithm":"HMAC-SHA256","issued_at":{{stage.Clock.GetUtcNow().ToUnixTimeSeconds()}},
                "user_id":"{{user}}"}
                """
            )
        );
        return stage.PostFormAsync(path, $"{Sign(payload, secret)}.{payload}");
    }

    /// <summary>Sends a payload that the test encoded itself.</summary>
    public static Task<HttpResponseMessage> CallBackWithAsync(this Stage stage, string path, string json, string secret)
    {
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        return stage.PostFormAsync(path, $"{Sign(payload, secret)}.{payload}");
    }

    private static string Sign(string payload, string secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));

    public static async Task<HttpResponseMessage> PostFormAsync(this Stage stage, string path, string signedRequest)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["signed_request"] = signedRequest }
        );
        return await stage.Host.Anonymous.PostAsync(path, form);
    }
}
