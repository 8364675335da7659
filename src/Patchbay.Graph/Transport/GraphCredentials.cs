using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Graph;

/// <summary>
/// A token that is ready to send. Header and proof are computed once per session. Its text form shows nothing.
/// </summary>
internal sealed class GraphCredentials
{
    private readonly string[] _secrets;

    private GraphCredentials(string? token, string? appSecret)
    {
        _secrets = [.. new[] { token, appSecret }.OfType<string>()];
        if (token is null)
            return;
        Header = new AuthenticationHeaderValue("Bearer", token);
        if (appSecret is not null)
            Proof = Sign(token, appSecret);
    }

    public static GraphCredentials None { get; } = new(token: null, appSecret: null);

    public AuthenticationHeaderValue? Header { get; }

    public string? Proof { get; }

    public ReadOnlySpan<string> Secrets => _secrets;

    public static GraphCredentials ForToken(string accessToken, string? appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessToken);
        if (accessToken.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The access token contains characters that no token has.", nameof(accessToken));
        return new(accessToken, appSecret);
    }

    public static GraphCredentials ForApp(string appId, string appSecret) =>
        ForToken($"{appId}|{appSecret}", appSecret);

    public override string ToString() => "***";

    private static string Sign(string token, string appSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(token)));
}
