using System.Text.Json.Serialization;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>An Instagram professional account. Its id is the one webhooks carry.</summary>
internal sealed class InstagramAccount : Node
{
    public required string Username { get; set; }
    public required string Name { get; set; }
    public required string AppScopedId { get; set; }
    public required string BusinessId { get; set; }
    public Dictionary<string, List<string>> SubscribedApps { get; set; } = [];
    public Dictionary<string, string> MessengerProfile { get; set; } = [];

    /// <summary>Times of calls that changed the profile within ten minutes.</summary>
    public List<long> ProfileCalls { get; set; } = [];

    /// <summary>Reads show the id as one app sees it; the other is the field user_id.</summary>
    [JsonIgnore]
    public override string ShownId => AppScopedId;
}

/// <summary>A message on Messenger or Instagram, either way.</summary>
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
