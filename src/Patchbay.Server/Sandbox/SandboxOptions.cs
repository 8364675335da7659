namespace Patchbay.Server.Sandbox;

/// <summary>The emulator that stands in for Meta in the sandbox environment.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Emulator";

    /// <summary>Run the emulator inside this server. Off: the sandbox uses whatever <c>Meta:Sandbox</c> names.</summary>
    public bool Enabled { get; set; }

    /// <summary>Where the emulator listens.</summary>
    public string Url { get; set; } = "http://localhost:5081";

    /// <summary>Refuse free-form messages to customers who did not write within 24 hours, as Meta does (131047).</summary>
    public bool EnforceCustomerWindow { get; set; } = true;
}
