using System.Security.Cryptography;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>What Meta sends back when it checks a number's own webhook address; derived, so nothing is stored.</summary>
internal static class PhoneVerifyToken
{
    public static string Of(MasterKeys keys, Guid phoneId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Derive("phone-webhook"), phoneId.ToByteArray()));
}
