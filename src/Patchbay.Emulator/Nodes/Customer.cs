namespace Patchbay.Emulator.Nodes;

/// <summary>A person on WhatsApp, known by number.</summary>
internal sealed class Customer : Node
{
    public required string Digits { get; set; }
    public required string Name { get; set; }

    /// <summary>Without the @; businesses then see a user id in place of the phone number.</summary>
    public string? Username { get; set; }

    /// <summary>Business numbers this person wants no marketing from.</summary>
    public List<string> StoppedMarketing { get; set; } = [];

    public static string IdOf(string digits) => "customer:" + digits;
}
