using System.Text.Json;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// Merges a request into a config, member by member. An absent member stays, and null removes the member. The mask of
/// the stored secret keeps that secret; any other mask is refused.
/// </summary>
internal sealed record ConfigMerge(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlySet<string> Changed,
    IReadOnlyList<Fault> Faults
)
{
    private static readonly Dictionary<string, string> Empty = new(StringComparer.Ordinal);

    public static ConfigMerge New(ChannelSettings channel, JsonElement? given) => Apply(channel, Empty, given);

    /// <param name="channel">The settings of the account's channel.</param>
    /// <param name="current">The stored config with unmasked secrets.</param>
    /// <param name="given">The <c>config</c> of the request; an absent one changes nothing.</param>
    public static ConfigMerge Apply(
        ChannelSettings channel,
        IReadOnlyDictionary<string, string> current,
        JsonElement? given
    )
    {
        if (given is not { } config)
            return Unchanged(current, []);
        if (config.ValueKind != JsonValueKind.Object)
            return Unchanged(current, [new("config", "'config' must be an object.")]);
        var faults = new List<Fault>();
        var values = new Dictionary<string, string>(current, StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in config.EnumerateObject())
        {
            if (channel.Find(member.Name) is { } key)
                Set(values, named, key, member.Value, faults);
            else
                faults.Add(new(Named(member.Name), $"A config of {channel.Name} has no member of this name."));
        }
        faults.AddRange(UnprovedSecrets(channel, current, values, named));
        return new(values, Differences(current, values), faults);
    }

    private static ConfigMerge Unchanged(IReadOnlyDictionary<string, string> current, List<Fault> faults) =>
        new(current, new HashSet<string>(StringComparer.Ordinal), faults);

    private static void Set(
        Dictionary<string, string> values,
        HashSet<string> named,
        ConfigKey key,
        JsonElement given,
        List<Fault> faults
    )
    {
        if (given.ValueKind == JsonValueKind.Null)
        {
            values.Remove(key.Name);
            return;
        }
        var field = ChannelSettings.Field(key.Name);
        if (TextOf(key, given) is not { } text)
        {
            var kind = key.Kind == ConfigKind.Port ? "number" : "string";
            faults.Add(new(field, $"'{field}' must be a {kind}."));
            return;
        }
        if (key.IsSecret && values.TryGetValue(key.Name, out var secret) && text == Masking.Mask(secret))
            return;
        if (Refuse(key, text) is { } sentence)
            faults.Add(new(field, $"'{field}' {sentence}."));
        else
            (values[key.Name], _) = (text, named.Add(key.Name));
    }

    private static string? Refuse(ConfigKey key, string text) =>
        key.IsSecret && Masking.LooksLikeMask(text)
            ? "is masked and does not match the stored secret; send the secret, or leave it out to keep the stored one"
            : key.Refuse(text);

    private static IEnumerable<Fault> UnprovedSecrets(
        ChannelSettings channel,
        IReadOnlyDictionary<string, string> before,
        Dictionary<string, string> after,
        HashSet<string> named
    )
    {
        foreach (var secret in channel.Config)
        {
            if (
                secret.SentTo is not { } destination
                || !before.ContainsKey(secret.Name)
                || !after.ContainsKey(secret.Name)
                || named.Contains(secret.Name)
                || destination.WhatChanged(before, after) is not { } what
            )
                continue;
            var field = ChannelSettings.Field(secret.Name);
            yield return new(field, $"Send '{field}' again, because the {what} changed.");
        }
    }

    private static HashSet<string> Differences(
        IReadOnlyDictionary<string, string> before,
        Dictionary<string, string> after
    ) =>
        before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .ToHashSet(StringComparer.Ordinal);

    private static string? TextOf(ConfigKey key, JsonElement given) =>
        (key.Kind, given.ValueKind) switch
        {
            (ConfigKind.Port, JsonValueKind.Number) => given.TryGetInt32(out var port)
                ? port.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : "",
            (not ConfigKind.Port, JsonValueKind.String) => given.GetString(),
            _ => null,
        };

    // An unknown name is arbitrary text from the caller, so an error repeats it only if it looks like a name.
    private static string Named(string name) =>
        name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? ChannelSettings.Field(name)
            : "config";
}
