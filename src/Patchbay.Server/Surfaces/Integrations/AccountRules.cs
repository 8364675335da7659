using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Validates requests for accounts, except for the config.</summary>
internal static class AccountRules
{
    private const int MaxKey = 100;

    /// <summary>The channel of a request, or an error.</summary>
    public static Outcome<Channel> ChannelOf(ChannelRegistry channels, string? name)
    {
        if (channels.Find(name) is { Settings.HasAccounts: true } channel)
            return channel;
        var known = string.Join(", ", channels.WithAccounts.Select(known => known.Name));
        return Problem.Invalid("channel", $"'channel' must be one of: {known}.");
    }

    /// <summary>All faults of a request for a new account, including those of its config.</summary>
    public static IReadOnlyList<Fault> Check(CreateAccountRequest request, ChannelSettings channel, ConfigMerge config)
    {
        List<Fault?> faults =
        [
            channel.IsKeyDerived ? null : NewKey(request.AccountKey, channel, config.Values),
            Name(request.DisplayName),
            request is { IsActive: false, IsDefault: true }
                ? new("is_default", "An inactive account cannot be the default.")
                : null,
        ];
        return [.. faults.OfType<Fault>(), .. config.Faults, .. MissingBeside(config.Faults, channel, config)];
    }

    /// <summary>The missing members without those that another fault names.</summary>
    public static IEnumerable<Fault> MissingBeside(
        IReadOnlyCollection<Fault> faults,
        ChannelSettings channel,
        ConfigMerge config
    ) => channel.Missing(config.Values).Where(missing => faults.All(fault => fault.Field != missing.Field));

    private static Fault? NewKey(string? key, ChannelSettings channel, IReadOnlyDictionary<string, string> config) =>
        key is null ? new("account_key", "'account_key' is required.") : Key(key) ?? Reserved(channel, key, config);

    public static AccountDraft DraftOf(
        Tenant tenant,
        CreateAccountRequest request,
        ChannelSettings channel,
        IReadOnlyDictionary<string, string> config
    ) =>
        new(
            tenant,
            channel.Name,
            KeyOf(request, channel, config),
            ShownText.CleanIfGiven(request.DisplayName) ?? NameIn(channel, config)
        )
        {
            IsActive = request.IsActive ?? true,
            IsDefault = request.IsDefault == true,
            DivisionId = request.DivisionId,
            Config = channel.Own(config),
            Replaces = true,
        };

    private static string KeyOf(
        CreateAccountRequest request,
        ChannelSettings channel,
        IReadOnlyDictionary<string, string> config
    ) =>
        channel is { IsKeyDerived: true, IdKey: { } idKey }
            ? channel.KeyOf(config[idKey])
            : request.AccountKey ?? throw new InvalidOperationException("A checked request has a key.");

    private static string? NameIn(ChannelSettings channel, IReadOnlyDictionary<string, string> config) =>
        channel.NameKeys.Select(name => config.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    /// <summary>The division after a change. A member that is left out keeps the division; null removes it.</summary>
    public static DivisionChange Division(JsonElement given, Guid? current) =>
        given.ValueKind switch
        {
            JsonValueKind.Undefined => new(current),
            JsonValueKind.Null => new(),
            JsonValueKind.String when given.TryGetGuid(out var id) => new(id),
            _ => new(Fault: new("division_id", "'division_id' must be the id of a division, or null.")),
        };

    /// <summary>All faults of a change, including those of its config.</summary>
    public static IReadOnlyList<Fault> Check(
        UpdateAccountRequest request,
        AccountRow row,
        ChannelSettings channel,
        ConfigMerge config
    )
    {
        var isActive = request.IsActive ?? row.IsActive;
        List<Fault?> faults =
        [
            channel.IsKeyDerived && request.AccountKey is { } key && key != row.AccountKey
                ? new("account_key", $"A {channel.Title} account's key is derived from its id. Leave it out.")
                : Key(request.AccountKey),
            request.AccountKey == row.AccountKey ? null : Reserved(channel, request.AccountKey, config.Values),
            Name(request.DisplayName),
            request.IsDefault == true && !isActive
                ? new("is_default", "An inactive account cannot be the default.")
                : null,
            request.IsDefault == false && row.IsDefault && isActive
                ? new("is_default", "Active accounts need a default. Make another account the default instead.")
                : null,
        ];
        return
        [
            .. faults.OfType<Fault>(),
            .. channel.Config.SelectMany(member => Kept(member, config)),
            .. config.Faults,
        ];
    }

    private static IEnumerable<Fault> Kept(ConfigKey member, ConfigMerge config)
    {
        if (!config.Changed.Contains(member.Name))
            yield break;
        var field = ChannelSettings.Field(member.Name);
        if (member.Kind == ConfigKind.MetaId)
            yield return new(field, "An account's Meta id cannot change. Create a new account instead.");
        if (member.KeptBecause is { } reason && !config.Values.ContainsKey(member.Name))
            yield return new(field, reason);
    }

    // Log-ins and links derive an account's key from its id, so no other account may have such a key.
    private static Fault? Reserved(ChannelSettings channel, string? key, IReadOnlyDictionary<string, string> config)
    {
        if (
            channel is not { IsKeyDerived: false, KeyPrefix: { } prefix, IdKey: { } idKey }
            || key?.StartsWith(prefix, StringComparison.Ordinal) != true
            || config.GetValueOrDefault(idKey) is not { } id
            || key == channel.KeyOf(id)
        )
            return null;
        return new("account_key", $"'account_key' must be '{channel.KeyOf(id)}' or not start with '{prefix}'.");
    }

    public static Fault? Key(string? key) =>
        key is null
        || (key.Length is > 0 and <= MaxKey && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            ? null
            : new("account_key", $"'account_key' must have 1 to {MaxKey} letters, digits, '-', '_' or '.'.");

    public static Fault? Name(string? name) =>
        ShownText.IsName(name)
            ? null
            : new("display_name", $"'display_name' must have 1 to {ShownText.MaxName} characters that can be seen.");
}

/// <summary>The new division of an account, which may be null, or the fault of the request.</summary>
internal readonly record struct DivisionChange(Guid? Id = null, Fault? Fault = null)
{
    public IReadOnlyList<Fault> Faults => Fault is null ? [] : [Fault];
}
