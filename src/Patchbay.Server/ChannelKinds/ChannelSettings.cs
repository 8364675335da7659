using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// The values of a channel: its name, what the <c>config</c> of its accounts holds, and what Meta calls it.
/// </summary>
internal sealed record ChannelSettings
{
    /// <summary>As rows and the API spell it, such as <c>whatsapp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As people read it.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The members of an account's <c>config</c>, in the order in which they are shown. Empty: the channel has no
    /// accounts.
    /// </summary>
    public IReadOnlyList<ConfigKey> Config { get; init; } = [];

    /// <summary>The member that holds the account's id at the provider.</summary>
    public string? IdKey { get; init; }

    /// <summary>What the account keys of connections begin with; the id at the provider follows.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>The account key follows from the id; a caller cannot choose it.</summary>
    public bool IsKeyDerived { get; init; }

    /// <summary>
    /// The members that name an account when its caller gives no display name; the first one present wins.
    /// </summary>
    public IReadOnlyList<string> NameKeys { get; init; } = [];

    /// <summary>The member that shows the provider's id of a message.</summary>
    public MessageIdMember MessageId { get; init; } = MessageIdMember.Mid;

    /// <summary>What the Meta app subscribes to for this channel; null for a channel of another provider.</summary>
    public MetaSubscription? Meta { get; init; }

    public bool HasAccounts => Config.Count > 0;

    public ConfigKey? Find(string name) => Config.FirstOrDefault(key => key.Name == name);

    /// <summary>The part of a config that the account's own row keeps.</summary>
    public IReadOnlyDictionary<string, string> Own(IReadOnlyDictionary<string, string> config) =>
        config
            .Where(member => Find(member.Key) is { IsOnConnection: false })
            .ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);

    /// <summary>The members that a config must have and has not.</summary>
    public IEnumerable<Fault> Missing(IReadOnlyDictionary<string, string> config) =>
        Config
            .Where(key =>
                !config.ContainsKey(key.Name)
                && (key.IsRequired || (key.RequiredWith is { } other && config.ContainsKey(other)))
            )
            .Select(key => new Fault(Field(key.Name), $"'{Field(key.Name)}' is required."));

    /// <summary>The account key of an id at the provider.</summary>
    public string KeyOf(string id) => KeyPrefix + id;

    /// <summary>How a refusal names a member.</summary>
    public static string Field(string name) => "config." + name;
}

/// <summary>The member of a message's answer that shows the provider's id.</summary>
internal enum MessageIdMember
{
    Wamid,
    Mid,
    MailMessageId,
}
