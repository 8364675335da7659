using System.Security.Cryptography;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// The token that Meta repeats when it verifies a number's own webhook address. It is derived from a key, so that
/// nothing is stored.
/// </summary>
internal static class PhoneVerifyToken
{
    private const string Purpose = "phone-webhook";

    public static string Of(DerivedKeys keys, Guid phoneId) => Of(keys.Derive(Purpose), phoneId);

    /// <summary>Returns the token and the tokens that earlier versions made.</summary>
    public static IEnumerable<string> EachOf(DerivedKeys keys, Guid phoneId) =>
        keys.DeriveEach(Purpose).Select(key => Of(key, phoneId));

    private static string Of(byte[] key, Guid phoneId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, phoneId.ToByteArray()));
}
