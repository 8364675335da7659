using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// The settings of a channel: its name, the members of its accounts' <c>config</c>, and its Meta subscription.
/// </summary>
internal sealed record ChannelSettings
{
    /// <summary>The name in rows and in the API, such as <c>whatsapp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The members of an account's <c>config</c>, in the order of answers. Empty for a channel without accounts.
    /// </summary>
    public IReadOnlyList<ConfigKey> Config { get; init; } = [];

    /// <summary>The member that holds the account's id at the provider.</summary>
    public string? IdKey { get; init; }

    /// <summary>The prefix of derived account keys; the id at the provider follows.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>True when the account key is derived from the id, so that a caller cannot choose it.</summary>
    public bool IsKeyDerived { get; init; }

    /// <summary>
    /// The members that serve as display name when the caller gives none; the first member present is used.
    /// </summary>
    public IReadOnlyList<string> NameKeys { get; init; } = [];

    /// <summary>The member of an answer that holds the provider's id of a message.</summary>
    public MessageIdMember MessageId { get; init; } = MessageIdMember.Mid;

    /// <summary>What the Meta app subscribes to for this channel; null for a channel of another provider.</summary>
    public MetaSubscription? Meta { get; init; }

    public bool HasAccounts => Config.Count > 0;

    public ConfigKey? Find(string name) => Config.FirstOrDefault(key => key.Name == name);

    /// <summary>The part of a config that the account's own row stores.</summary>
    public IReadOnlyDictionary<string, string> Own(IReadOnlyDictionary<string, string> config) =>
        config
            .Where(member => Find(member.Key) is { IsOnConnection: false })
            .ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);

    /// <summary>A fault for each required member that the config lacks.</summary>
    public IEnumerable<Fault> Missing(IReadOnlyDictionary<string, string> config) =>
        Config
            .Where(key =>
                !config.ContainsKey(key.Name)
                && (key.IsRequired || (key.RequiredWith is { } other && config.ContainsKey(other)))
            )
            .Select(key => new Fault(Field(key.Name), $"'{Field(key.Name)}' is required."));

    /// <summary>The account key of an id at the provider.</summary>
    public string KeyOf(string id) => KeyPrefix + id;

    /// <summary>The name of a member in an error.</summary>
    public static string Field(string name) => "config." + name;
}

/// <summary>The member of an answer that holds the provider's id of a message.</summary>
internal enum MessageIdMember
{
    Wamid,
    Mid,
    MailMessageId,
}
