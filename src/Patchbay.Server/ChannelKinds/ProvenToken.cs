using Patchbay.Server.Connections;

namespace Patchbay.Server.ChannelKinds;

/// <summary>Turns Meta's answer about a token into a credential that can replace another.</summary>
internal static class ProvenToken
{
    public static ProvenCredential Of(MetaAccess access) =>
        new()
        {
            Token = access.Token,
            Kind = access.Kind,
            UserId = access.UserId,
            EndsAt = access.ExpiresAt,
        };
}

internal static class ConfigMembers
{
    /// <summary>Adds a member that has a value.</summary>
    public static void AddIfPresent(this Dictionary<string, string> config, string name, string? value)
    {
        if (value is not null)
            config[name] = value;
    }
}
