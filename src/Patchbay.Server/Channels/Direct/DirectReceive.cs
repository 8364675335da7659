using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>The owner of an event of a page or an Instagram account.</summary>
internal sealed record DirectOwner(ConnectionRow Connection) : Owner(Connection.Tenant, Connection.Channel);

/// <summary>An event of a page or an Instagram account.</summary>
internal sealed class DirectWork(OwnedEvent owned, Func<DbSession, DirectWork, Task> apply) : InboundWork(owned)
{
    public ConnectionRow Connection => ((DirectOwner)Owner).Connection;

    /// <summary>The item of <c>messaging</c>, or the change's value, as Meta wrote it.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>The id of the connection's account; null for a connection without an account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Meta's time of the event, or the time of its arrival.</summary>
    public DateTimeOffset At => Value.Instant(Row.ReceivedAt) ?? Row.ReceivedAt;

    public override Task ApplyAsync(DbSession session) => apply(session, this);
}

/// <summary>Data of an event that is forwarded as Meta wrote it.</summary>
public sealed record ChannelEvent(string ConnectionId, string Channel, string Field, JsonElement Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ChannelEvent))]
internal sealed partial class DirectEventJson : JsonSerializerContext;

/// <summary>Finds the owners of a channel's events by Meta's ids of pages or Instagram accounts.</summary>
/// <param name="channel">The settings of Instagram or of Messenger.</param>
/// <param name="idOf">The id that Meta's events use for a connection's account.</param>
internal sealed class DirectReceive(
    ChannelSettings channel,
    Func<ConnectionRow, string?> idOf,
    ConnectionStore connections,
    AccountStore accounts,
    DirectEvents events
) : ChannelReceive
{
    public override async Task<IReadOnlyList<OwnedSubject>> OwnersAsync(
        DbSession session,
        string environment,
        bool isNumber,
        IReadOnlySet<string> ids
    )
    {
        if (isNumber)
            return [];
        var owners = new List<OwnedSubject>();
        foreach (var connection in await connections.OfAccountsAsync(session, environment, [.. ids]))
        {
            // An Instagram connection may also hold the id of its page, but the page's events do not belong to it.
            if (connection.Channel == channel.Name && idOf(connection) is { } id && ids.Contains(id))
                owners.Add(new(id, new DirectOwner(connection)));
        }
        return owners;
    }

    public override async Task<IReadOnlyList<InboundWork>> PrepareAsync(
        DbSession session,
        IReadOnlyList<OwnedEvent> owned
    )
    {
        var ids = owned.Select(e => ((DirectOwner)e.Owner).Connection.Id).Distinct().ToList();
        var shown = await accounts.OfConnectionsAsync(session, ids);
        return [.. owned.Select(e => WorkOf(e, shown))];
    }

    private DirectWork WorkOf(OwnedEvent owned, IReadOnlyDictionary<string, ShownAccount> shown)
    {
        var connection = ((DirectOwner)owned.Owner).Connection;
        ShownAccount? account = shown.TryGetValue(connection.Id, out var found) ? found : null;
        return new DirectWork(owned, events.ApplyAsync)
        {
            Value = ValueOf(owned.Row),
            AccountId = account?.Id,
            IsTold = account is not { IsActive: false },
        };
    }

    private static JsonElement ValueOf(InboundEventRow row)
    {
        var entry = ReadableJson.Parse(row.Change).GetProperty("entry")[0];
        return row.Field is PayloadLists.Messaging or PayloadLists.Standby && entry.Items(row.Field).Any()
            ? entry.GetProperty(row.Field)[0]
            : entry.GetProperty("changes")[0].GetProperty("value");
    }
}
