namespace Patchbay.Server.Platform.Secrets;

/// <summary>The master keys. The first key seals; the others only open.</summary>
public sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>
    /// Each entry is <c>id:base64</c> with 32 bytes after the colon. Empty: the key file in the data folder, which is
    /// created at the first start unless the host environment is Production.
    /// </summary>
    public IList<string> MasterKeys { get; set; } = [];
}
