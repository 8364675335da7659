namespace Patchbay.Emulator.Nodes;

/// <summary>A Facebook Page, which sign-up can share and Messenger speaks for.</summary>
internal sealed class FacebookPage : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
    public string Category { get; set; } = "Local business";
    public string? InstagramAccountId { get; set; }
    public Dictionary<string, List<string>> SubscribedApps { get; set; } = [];
    public Dictionary<string, string> MessengerProfile { get; set; } = [];

    /// <summary>Times of calls that changed the profile within ten minutes.</summary>
    public List<long> ProfileCalls { get; set; } = [];
}
