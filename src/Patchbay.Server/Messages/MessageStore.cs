using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <summary>The rows of <c>messages</c>.</summary>
public sealed partial class MessageStore(Database database, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    private static readonly string RankOfStatus =
        $"case messages.status {string.Join(' ', StatusRules.Ladder.Select((status, rank) => $"when '{status}' then {rank}"))} else {StatusRules.Ladder.Length} end";

    private static readonly RowWriter<MessageRow> Rows = new RowWriter<MessageRow>("messages", "on conflict do nothing")
        .Uuid("id", row => row.Id)
        .Uuid("organization_id", row => row.OrganizationId)
        .Text("environment", row => row.Environment)
        .Text("channel", row => row.Channel)
        .Text("connection_id", row => row.ConnectionId)
        .Uuid("account_id", row => row.AccountId)
        .Uuid("phone_id", row => row.PhoneId)
        .Uuid("waba_id", row => row.WabaId)
        .Text("direction", row => row.Direction)
        .Text("type", row => row.Type)
        .Text("content", row => row.Content)
        .Text("provider_message_id", row => row.ProviderMessageId)
        .Text("contact_phone", row => row.ContactPhone)
        .Text("contact_name", row => row.ContactName)
        .Text("contact_id", row => row.ContactId)
        .Text("business_scoped_user_id", row => row.BusinessScopedUserId)
        .Text("username", row => row.Username)
        .Text("status", row => row.Status)
        .Text("error", row => row.Error)
        .Instant("occurred_at", row => row.OccurredAt)
        .Instant("created_at", row => row.CreatedAt)
        .Instant("updated_at", row => row.UpdatedAt);

    private static readonly RowWriter<ContactWindow> Windows = new RowWriter<ContactWindow>(
        "contact_windows",
        "on conflict (phone_id, contact) do update set expires_at = excluded.expires_at where excluded.expires_at > contact_windows.expires_at"
    )
        .Uuid("phone_id", window => window.PhoneId)
        .Text("contact", window => window.Contact)
        .Instant("expires_at", window => window.ExpiresAt);

    /// <summary>The ids of those that their number, connection or account did not have yet.</summary>
    public Task<IReadOnlySet<Guid>> InsertAsync(DbSession session, IReadOnlyList<MessageRow> rows) =>
        Rows.InsertNewAsync(session, rows, row => row.Id);

    /// <summary>False when its number, connection or account has the message already.</summary>
    public async Task<bool> InsertAsync(DbSession session, MessageRow row) =>
        (await InsertAsync(session, [row])).Count == 1;

    public Task InsertAsync(MessageRow row, CancellationToken cancellation) =>
        database.WriteAsync(session => InsertAsync(session, [row]), cancellation);

    /// <summary>What Meta answered to our send. A status that came in the meantime stays.</summary>
    public Task SettleAsync(
        MessageRow sent,
        string status,
        string? providerMessageId,
        string? contactId,
        string? error,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                if (sent.ConnectionId is not null && providerMessageId is not null)
                    await ForgetTwinAsync(session, sent, providerMessageId);
                await session.ExecuteAsync(
                    $"""
                    update messages set provider_message_id = coalesce(provider_message_id, @providerMessageId), contact_id = coalesce(contact_id, @contactId),
                        error = case when status = 'pending' then @error else error end,
                        status = case when status = 'pending' then @status else status end, updated_at = @now
                    where {OfTenant} and id = @Id
                    """,
                    new
                    {
                        sent.OrganizationId,
                        sent.Environment,
                        sent.Id,
                        status,
                        providerMessageId,
                        contactId,
                        error,
                        now = clock.GetUtcNow(),
                    }
                );
            },
            cancellation
        );

    /// <summary>
    /// Marks sends as unknown that got no answer: their server died between the row and the answer. A status webhook settles
    /// them; nothing sends them again.
    /// </summary>
    public Task<int> GiveUpPendingAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update messages set status = 'unknown', updated_at = @now where status = 'pending' and id in (
                        select id from messages where status = 'pending' and created_at < @before order by created_at limit @rows)
                    """,
                    new
                    {
                        now,
                        before = now - StatusRules.AnswerTakesAtMost,
                        rows,
                    }
                ),
            cancellation
        );

    /// <summary>Notes that a contact wrote: it may get free-form messages for a day. Written at the end of the transaction.</summary>
    public void OpenWindow(DbSession session, Guid phoneId, string contact, DateTimeOffset wroteAt) =>
        session.BeforeCommit(
            OpenWindowsAsync,
            new ContactWindow(phoneId, contact, wroteAt + StatusRules.CustomerWindow)
        );

    // Each once, the latest; in one order, so that two servers never wait for each other's rows in a circle.
    private static Task OpenWindowsAsync(DbSession session, IReadOnlyList<ContactWindow> windows) =>
        Windows.InsertAsync(
            session,
            [
                .. windows
                    .GroupBy(one => (one.PhoneId, one.Contact))
                    .Select(same => same.MaxBy(one => one.ExpiresAt)!)
                    .OrderBy(one => one.PhoneId)
                    .ThenBy(one => one.Contact, StringComparer.Ordinal),
            ]
        );

    /// <summary>Until when the contact of a message may get free-form messages; null when it may not, as far as we know.</summary>
    public Task<DateTimeOffset?> WindowAsync(MessageRow row, CancellationToken cancellation) =>
        row switch
        {
            { PhoneId: { } phone } => WindowAsync(phone, row.ContactPhone ?? row.BusinessScopedUserId, cancellation),
            { ConnectionId: { } connection, ContactId: { } person } => DirectWindowAsync(
                connection,
                person,
                cancellation
            ),
            _ => Task.FromResult<DateTimeOffset?>(null),
        };

    /// <summary>Until when a contact may get free-form messages; null when it may not, as far as we know.</summary>
    public Task<DateTimeOffset?> WindowAsync(Guid phoneId, string? contact, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    "select expires_at from contact_windows where phone_id = @phoneId and contact = @contact and expires_at > @now",
                    new
                    {
                        phoneId,
                        contact,
                        now = clock.GetUtcNow(),
                    }
                )
                    is { } until
                    ? DateTimeOffset.FromUnixTimeMilliseconds(until)
                    : (DateTimeOffset?)null,
            cancellation
        );

    public Task<int> PruneWindowsAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from contact_windows where (phone_id, contact) in (
                        select phone_id, contact from contact_windows where expires_at <= @now order by expires_at limit @rows)
                    """,
                    new { now, rows }
                ),
            cancellation
        );

    /// <summary>
    /// The messages that statuses speak of: by Meta's id, else by ours that travelled along. A caller's own callback data may
    /// look like one of our ids, so ours counts only while Meta's id is not known.
    /// </summary>
    public async Task<IReadOnlyDictionary<StatusSubject, MessageRow>> FindForStatusesAsync(
        DbSession session,
        IReadOnlyCollection<StatusSubject> subjects
    )
    {
        var known = (await OfProviderIdsAsync(session, subjects)).ToDictionary(row =>
            (row.PhoneId!.Value, row.ProviderMessageId!)
        );
        var unknown = subjects
            .Where(one => one.Ours is not null && !known.ContainsKey((one.PhoneId, one.ProviderMessageId)))
            .ToList();
        var byId = (await UnnamedAsync(session, [.. unknown.Select(one => one.Ours!.Value).Distinct()])).ToDictionary(
            row => (row.PhoneId.GetValueOrDefault(), row.Id)
        );
        // The first of Meta's ids is the message's; another one that comes with the same id of ours is another system's.
        var names = unknown
            .GroupBy(one => (one.PhoneId, one.Ours!.Value))
            .ToDictionary(same => same.Key, same => same.First().ProviderMessageId);
        var found = new Dictionary<StatusSubject, MessageRow>();
        foreach (var one in subjects)
        {
            if (known.TryGetValue((one.PhoneId, one.ProviderMessageId), out var row))
                found[one] = row;
            else if (
                one.Ours is { } ours
                && byId.TryGetValue((one.PhoneId, ours), out row)
                && names[(one.PhoneId, ours)] == one.ProviderMessageId
            )
                found[one] = row;
        }
        return found;
    }

    // On PostgreSQL locked in one order: two servers that work on the same messages never wait for each other in a circle.
    private async Task<IEnumerable<MessageRow>> OfProviderIdsAsync(
        DbSession session,
        IReadOnlyCollection<StatusSubject> subjects
    )
    {
        if (database.IsPostgres && subjects.Count > 0)
        {
            return await session.ListAsync<MessageRow>(
                "select * from messages where (phone_id, provider_message_id) in (select * from unnest(@phones, @providerIds)) order by id for update",
                new
                {
                    phones = (object)subjects.Select(one => one.PhoneId).ToArray(),
                    providerIds = (object)subjects.Select(one => one.ProviderMessageId).ToArray(),
                }
            );
        }
        var rows = new List<MessageRow>();
        foreach (var phone in subjects.GroupBy(one => one.PhoneId, one => one.ProviderMessageId))
        {
            rows.AddRange(
                await session.ListAsync<MessageRow>(
                    $"select * from messages where phone_id = @phone and provider_message_id {database.InList("providerIds")}",
                    new { phone = phone.Key, providerIds = database.ListParameter([.. phone.Distinct()]) }
                )
            );
        }
        return rows;
    }

    private async Task<IReadOnlyList<MessageRow>> UnnamedAsync(DbSession session, IReadOnlyCollection<Guid> ids) =>
        ids.Count == 0
            ? []
            : await session.ListAsync<MessageRow>(
                $"select * from messages where id {database.InList("ids")} and provider_message_id is null and direction = 'outbound' order by id {(database.IsPostgres ? "for update" : "")}",
                new { ids = database.ListParameter(ids) }
            );

    /// <summary>
    /// Moves a message forward only; a status that is no news changes nothing. The error is that of the status. Written at the
    /// end of the transaction.
    /// </summary>
    public void Advance(DbSession session, StatusChange change) => session.BeforeCommit(AdvanceAsync, change);

    private Task AdvanceAsync(DbSession session, IReadOnlyList<StatusChange> changes)
    {
        var furthest = changes
            .GroupBy(one => one.Id)
            .Select(same => same.MaxBy(one => StatusRules.Rank(one.Status))!)
            .ToList();
        return database.IsPostgres
            ? AdvanceAtOnceAsync(session, furthest)
            : session.ExecuteAsync(
                $"""
                update messages set status = @Status, provider_message_id = coalesce(provider_message_id, @ProviderMessageId), error = @Error, updated_at = @now
                where id = @Id and {RankOfStatus} < @rank
                """,
                furthest
                    .Select(one => new
                    {
                        one.Id,
                        one.Status,
                        one.ProviderMessageId,
                        one.Error,
                        rank = StatusRules.Rank(one.Status),
                        now = clock.GetUtcNow(),
                    })
                    .ToList()
            );
    }

    private Task<int> AdvanceAtOnceAsync(DbSession session, List<StatusChange> changes) =>
        session.ExecuteAsync(
            $"""
            update messages set status = told.status, provider_message_id = coalesce(messages.provider_message_id, told.provider_message_id), error = told.error, updated_at = @now
            from unnest(@ids, @statuses, @providerIds, @errors, @ranks) as told (id, status, provider_message_id, error, rank)
            where messages.id = told.id and {RankOfStatus} < told.rank
            """,
            new
            {
                ids = (object)changes.Select(one => one.Id).ToArray(),
                statuses = (object)changes.Select(one => one.Status).ToArray(),
                providerIds = (object)changes.Select(one => one.ProviderMessageId).ToArray(),
                errors = (object)changes.Select(one => one.Error).ToArray(),
                ranks = (object)changes.Select(one => StatusRules.Rank(one.Status)).ToArray(),
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>The same for one message, at once; false when it was no news.</summary>
    public async Task<bool> AdvanceAsync(
        DbSession session,
        Guid id,
        string status,
        string providerMessageId,
        string? error
    ) =>
        await session.ExecuteAsync(
            $"""
            update messages set status = @status, provider_message_id = coalesce(provider_message_id, @providerMessageId), error = @error, updated_at = @now
            where id = @id and {RankOfStatus} < @rank
            """,
            new
            {
                id,
                status,
                providerMessageId,
                error,
                rank = StatusRules.Rank(status),
                now = clock.GetUtcNow(),
            }
        ) == 1;

    public Task<MessageRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<MessageRow>(
                    $"select * from messages where {OfTenant} and id = @id",
                    new
                    {
                        tenant.OrganizationId,
                        tenant.Environment,
                        id,
                    }
                ),
            cancellation
        );

    public Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Guid phoneId,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            async session =>
            {
                var args = new
                {
                    tenant.OrganizationId,
                    tenant.Environment,
                    phoneId,
                    page.Limit,
                    page.Offset,
                };
                const string where = $"from messages where {OfTenant} and phone_id = @phoneId";
                return (
                    await session.ListAsync<MessageRow>(
                        $"select * {where} order by occurred_at desc, id desc limit @Limit offset @Offset",
                        args
                    ),
                    await session.ScalarAsync<int>($"select count(*) {where}", args)
                );
            },
            cancellation
        );
}

/// <summary>What a status says whose it is: Meta's id of the message, and ours where it travelled along.</summary>
public readonly record struct StatusSubject(Guid PhoneId, string ProviderMessageId, Guid? Ours);

/// <summary>How far a message came, with the JSON of a <see cref="MessageError"/>.</summary>
public sealed record StatusChange(Guid Id, string Status, string ProviderMessageId, string? Error);

/// <summary>Until when a contact may get free-form messages from a number.</summary>
internal sealed record ContactWindow(Guid PhoneId, string Contact, DateTimeOffset ExpiresAt);
