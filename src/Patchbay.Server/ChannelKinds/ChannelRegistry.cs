namespace Patchbay.Server.ChannelKinds;

/// <summary>All channels of this server, in the order in which they were added.</summary>
internal sealed class ChannelRegistry(IEnumerable<Channel> channels)
{
    private readonly Dictionary<string, Channel> _byName = channels.ToDictionary(
        channel => channel.Name,
        StringComparer.Ordinal
    );

    public IReadOnlyList<Channel> All { get; } = [.. channels];

    /// <summary>The channels whose accounts the integrations surface manages.</summary>
    public IEnumerable<Channel> WithAccounts => All.Where(channel => channel.Settings.HasAccounts);

    public Channel? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The channel that a stored row names.</summary>
    /// <exception cref="InvalidOperationException">The channel was not added.</exception>
    public Channel Of(string name) =>
        Find(name) ?? throw new InvalidOperationException($"There is no channel '{name}'.");
}

internal static class ChannelRegistration
{
    /// <summary>Adds a channel. Its parts come from the container.</summary>
    public static void AddChannel(this IServiceCollection services, Func<IServiceProvider, Channel> channel) =>
        services.AddSingleton(channel);
}
