namespace Patchbay.Emulator.Nodes;

/// <summary>A customer on WhatsApp, identified by phone number.</summary>
internal sealed class Customer : Node
{
    public required string Digits { get; set; }
    public required string Name { get; set; }

    /// <summary>Without the @. Businesses then see a user id in place of the phone number.</summary>
    public string? Username { get; set; }

    /// <summary>Business numbers that may not send marketing to this customer.</summary>
    public List<string> StoppedMarketing { get; set; } = [];

    public static string IdOf(string digits) => "customer:" + digits;
}
