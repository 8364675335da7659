namespace Patchbay.Server.Sandbox;

/// <summary>The emulator that stands in for Meta in the sandbox environment.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Emulator";

    /// <summary>Whether to run the emulator inside this server. Off: the sandbox uses <c>Meta:Sandbox</c>.</summary>
    public bool Enabled { get; set; }

    /// <summary>The address on which the emulator listens.</summary>
    public string Url { get; set; } = "http://localhost:5081";

    /// <summary>
    /// Whether to refuse free-form messages to customers who did not write within 24 hours, as Meta does (131047).
    /// </summary>
    public bool EnforceCustomerWindow { get; set; } = true;
}
