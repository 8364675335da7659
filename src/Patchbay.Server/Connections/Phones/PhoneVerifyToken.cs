using System.Security.Cryptography;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// The token that Meta repeats when it verifies a number's own webhook address. It is derived from a key, so that
/// nothing is stored.
/// </summary>
internal static class PhoneVerifyToken
{
    public static string Of(MasterKeys keys, Guid phoneId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Derive("phone-webhook"), phoneId.ToByteArray()));
}
