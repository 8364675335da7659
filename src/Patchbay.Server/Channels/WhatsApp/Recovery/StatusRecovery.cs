using System.Collections.Concurrent;
using Patchbay.Graph;
using Patchbay.Graph.MessageHistory;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp.Recovery;

/// <summary>
/// Looks up messages whose status never came in Meta's message history. Each message is looked up once, half an hour
/// after it was sent. After an outage of this server, messages that were only sent are looked up too.
/// </summary>
internal sealed partial class StatusRecovery(
    StatusCheckStore checks,
    PhoneStore phones,
    WabaStore wabas,
    MetaSessions sessions,
    IntakeQueue intake,
    TimeProvider clock,
    ILogger<StatusRecovery> logger
)
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(30),
        Outage = TimeSpan.FromHours(1),
        Longest = TimeSpan.FromDays(7),
        NotOfferedFor = TimeSpan.FromDays(1);

    // Meta offers the history to some numbers only.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _notOffered = new();

    /// <summary>Checks what has become old enough.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var environment in Platform.Environments.All)
        {
            while (await RunAsync(environment, cancellation)) { }
        }
    }

    /// <returns>True when more is left to check.</returns>
    private async Task<bool> RunAsync(string environment, CancellationToken cancellation)
    {
        var (now, mark) = (clock.GetUtcNow(), await checks.CheckedToAsync(environment, cancellation));
        var until = now - Settled;
        var from = mark ?? until;
        if (mark is not null && until <= mark)
            return false;
        var first = Later(from, now - Longest);
        var found = await checks.FindAsync(environment, first, until, until - from > Outage, AtOnce, cancellation);
        // Later messages than the last of a full list are found next time.
        var to = found.Count < AtOnce ? until : Later(found[^1].OccurredAt, first.AddMilliseconds(1));
        if (!await checks.TryMoveAsync(environment, mark, to, cancellation))
            return false;
        foreach (var message in found)
            await RecoverAsync(message, cancellation);
        return found.Count == AtOnce;
    }

    private async Task RecoverAsync(MessageRow message, CancellationToken cancellation)
    {
        if (message.PhoneId is not { } phoneId || message.ProviderMessageId is not { } wamid || IsNotOffered(phoneId))
            return;
        var phone = await phones.FindAsync(message.Tenant, phoneId, cancellation);
        var waba = phone is null ? null : await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        if (phone is null || waba is null || await sessions.OfAsync(phone, cancellation) is not { } meta)
            return;
        try
        {
            var events = await LookUpAsync(wamid, message, phone, waba, meta, cancellation);
            if (events.Count > 0)
                await intake.StoreAsync(phone.Environment, events);
        }
        catch (GraphException error)
        {
            _notOffered[phoneId] = clock.GetUtcNow() + NotOfferedFor;
            Log.NotOffered(logger, phoneId, error.Message);
        }
    }

    private static async Task<IReadOnlyList<SplitEvent>> LookUpAsync(
        string wamid,
        MessageRow message,
        PhoneRow phone,
        WabaRow waba,
        GraphSession meta,
        CancellationToken cancellation
    )
    {
        var query = new ListMessageRecords { MessageId = wamid };
        var page = await meta.MessageHistory.ListAsync(phone.MetaPhoneNumberId, query, cancellation);
        var news = page.Data.Where(record => record.MessageId == wamid).SelectMany(record => record.Events?.Data ?? []);
        return RecoveredStatuses.Of(phone, waba.MetaWabaId, message, news);
    }

    private bool IsNotOffered(Guid phoneId) =>
        _notOffered.TryGetValue(phoneId, out var until) && until > clock.GetUtcNow();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(
            474,
            LogLevel.Information,
            "Meta does not show the message history of number {PhoneId}, so lost statuses stay lost: {Reason}"
        )]
        public static partial void NotOffered(ILogger logger, Guid phoneId, string reason);
    }
}
