namespace Patchbay.Emulator.Nodes;

/// <summary>A message on Messenger or Instagram, in either direction.</summary>
internal sealed class DirectMessage : Node
{
    /// <summary>The Page or the Instagram account.</summary>
    public required string ProfileId { get; set; }

    /// <summary>The person's id, scoped to the profile.</summary>
    public required string Person { get; set; }
    public bool Inbound { get; set; }

    /// <summary>The message object as JSON text.</summary>
    public required string Content { get; set; }
    public string? AppId { get; set; }

    /// <summary>sent, delivered or read.</summary>
    public string Status { get; set; } = "sent";
}
