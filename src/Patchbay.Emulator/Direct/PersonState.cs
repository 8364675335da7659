using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>A person who writes to a Page or an Instagram account. The id is valid for that profile only.</summary>
internal abstract class Person : Node
{
    public required string Name { get; set; }

    /// <summary>When the person last wrote, by profile.</summary>
    public Dictionary<string, long> WroteAt { get; set; } = [];

    /// <summary>Menus of this person alone, by Page, as JSON text.</summary>
    public Dictionary<string, string> Menus { get; set; } = [];

    /// <summary>Times of calls that changed this person's menu within ten minutes.</summary>
    public List<long> MenuCalls { get; set; } = [];
}

internal sealed class MessengerPerson : Person;

internal sealed class InstagramPerson : Person;
