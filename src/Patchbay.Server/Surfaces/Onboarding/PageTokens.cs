using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The one-time value inside a rendered page. Its signature covers the link and a cookie of the page, so that a post
/// from another site, from another page or for another link is refused.
/// </summary>
public sealed class PageTokens(DerivedKeys keys, Ids ids, TimeProvider clock)
{
    private const int CookieLength = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private byte[] Key => keys.Derive("signup-page");

    public static string CookieName(PublicAddress address, Guid linkId) =>
        OwnPage.CookieName(address, $"pb_signup_{linkId:N}");

    /// <param name="linkId">The link that the page shows.</param>
    /// <param name="known">
    /// The cookie that the browser has from another tab. It is kept, so that both tabs work.
    /// </param>
    public (string Token, string Cookie) Issue(Guid linkId, string? known)
    {
        var cookie =
            known is { Length: CookieLength } && known.All(char.IsAsciiLetterOrDigit) ? known : ids.Token(CookieLength);
        var head = $"{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}.{ids.Token(24)}";
        return ($"{head}.{Sign(head, linkId, cookie)}", cookie);
    }

    public bool IsValid(string? token, Guid linkId, string? cookie)
    {
        if (
            token is not { Length: < 200 }
            || cookie is not { Length: CookieLength }
            || token.Split('.') is not [var expiry, var nonce, var signature]
        )
            return false;
        return long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(signature),
                Encoding.ASCII.GetBytes(Sign($"{expiry}.{nonce}", linkId, cookie))
            );
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private string Sign(string head, Guid linkId, string cookie) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{head}|{linkId}|{cookie}")));
}
