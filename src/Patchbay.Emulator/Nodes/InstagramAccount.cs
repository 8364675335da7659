using System.Text.Json.Serialization;

namespace Patchbay.Emulator.Nodes;

/// <summary>An Instagram professional account. Webhooks carry its id.</summary>
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

    /// <summary>Reads show the app-scoped id; the field user_id has the id that webhooks carry.</summary>
    [JsonIgnore]
    public override string ShownId => AppScopedId;
}
