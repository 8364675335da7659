namespace Patchbay.Server.Connections.Accounts;

/// <summary>Masks secrets, and tells masked values from secrets.</summary>
internal static class Masking
{
    private const string Stars = "****";

    private const int LongEnough = 16,
        Shown = 4;

    private static readonly string[] Sensitive = ["token", "secret", "password", "api_key"];

    /// <summary>
    /// Whether a member is secret, by its name, so that a member added later is not shown by mistake.
    /// </summary>
    public static bool IsSensitive(string key) =>
        key.Equals("pin", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Sensitive, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Returns stars and the last four characters of a secret that is long enough to stay secret; stars alone for a
    /// shorter one.
    /// </summary>
    public static string Mask(string secret) =>
        secret.Length >= LongEnough && !char.IsLowSurrogate(secret[^Shown]) ? Stars + secret[^Shown..] : Stars;

    /// <summary>
    /// Whether a value looks masked. A masked value must not be stored in place of the secret that it stands for.
    /// </summary>
    public static bool LooksLikeMask(string value) =>
        value.StartsWith("***", StringComparison.Ordinal) || value.StartsWith("•••", StringComparison.Ordinal);
}
