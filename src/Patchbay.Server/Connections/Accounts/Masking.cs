namespace Patchbay.Server.Connections.Accounts;

/// <summary>How secrets are shown, and how what is shown is told from a secret.</summary>
internal static class Masking
{
    private const string Stars = "****";

    private const int LongEnough = 16,
        Shown = 4;

    private static readonly string[] Sensitive = ["token", "secret", "password", "api_key"];

    /// <summary>By its name, so that a member added later is not shown by mistake.</summary>
    public static bool IsSensitive(string key) =>
        key.Equals("pin", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Sensitive, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The last four characters of a secret that is long enough to give nothing away by them; of others nothing.
    /// </summary>
    public static string Mask(string secret) =>
        secret.Length >= LongEnough && !char.IsLowSurrogate(secret[^Shown]) ? Stars + secret[^Shown..] : Stars;

    /// <summary>What no secret may be: it would be stored in the place of the one it stands for.</summary>
    public static bool LooksLikeMask(string value) =>
        value.StartsWith("***", StringComparison.Ordinal) || value.StartsWith("•••", StringComparison.Ordinal);
}
