namespace Patchbay.Emulator.Nodes;

internal sealed class App : Node
{
    public required string Name { get; set; }
    public required string Secret { get; set; }
    public required string BusinessId { get; set; }
    public string? InstagramAppId { get; set; }
    public string? InstagramSecret { get; set; }
    public List<LoginConfiguration> Configurations { get; set; } = [];
    public List<AppSubscription> Subscriptions { get; set; } = [];
    public bool RequiresProof { get; set; }

    /// <summary>Where Meta posts when a person removes the app.</summary>
    public string? DeauthorizeUrl { get; set; }

    /// <summary>Where Meta posts when a person wants their data deleted.</summary>
    public string? DataDeletionUrl { get; set; }
}

/// <summary>
/// A Facebook Login for Business configuration: the permissions to ask for, and the life of the token.
/// </summary>
internal sealed record LoginConfiguration(string Id, IReadOnlyList<string> Scopes, bool NeverExpires);

/// <summary>The webhook fields an app listens to for one kind of object. Without an address nothing is sent.</summary>
internal sealed record AppSubscription(string Object, List<string> Fields)
{
    public string? CallbackUrl { get; init; }
    public string? VerifyToken { get; init; }
}
