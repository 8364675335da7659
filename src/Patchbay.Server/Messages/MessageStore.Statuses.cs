using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>The progress of sent messages.</content>
public sealed partial class MessageStore
{
    private static readonly string RankOfStatus =
        $"case messages.status {RankOfEach} else {StatusRules.Ladder.Length} end";

    private static readonly string IsNews = $"{RankOfStatus} < given.rank";

    private static readonly RowUpdate<Advanced> Statuses = new RowColumns<Advanced>()
        .Uuid("message_id", advanced => advanced.Change.Id)
        .Text("status", advanced => advanced.Change.Status)
        .Text("provider_message_id", advanced => advanced.Change.ProviderMessageId)
        .Text("error", advanced => advanced.Change.Error)
        .Text("details", advanced => advanced.Change.Details)
        .Text("contact_id", advanced => advanced.Change.ContactId)
        .Text("contact_name", advanced => advanced.Change.ContactName)
        .Text("username", advanced => advanced.Change.Username)
        .Text("business_scoped_user_id", advanced => advanced.Change.BusinessScopedUserId)
        .Number("rank", advanced => StatusRules.Rank(advanced.Change.Status))
        .Instant("at", advanced => advanced.At)
        .Update(
            "messages",
            set: $"""
            status = case when {IsNews} then given.status else messages.status end,
                provider_message_id = coalesce(messages.provider_message_id, given.provider_message_id),
                error = case when {IsNews} then given.error else messages.error end,
                details = coalesce(given.details, messages.details),
                contact_id = coalesce(messages.contact_id, given.contact_id),
                contact_name = coalesce(messages.contact_name, given.contact_name),
                username = coalesce(messages.username, given.username),
                business_scoped_user_id = coalesce(messages.business_scoped_user_id, given.business_scoped_user_id),
                updated_at = given.at
            """,
            where: $"""
            messages.id = given.message_id
                and ({IsNews} or (given.details is not null and messages.direction = 'outbound'))
            """
        );

    /// <summary>
    /// Finds the messages that statuses are about: by the provider's id, else by our id if Meta sent it back. A
    /// caller's own callback data may look like one of our ids, so our id counts only while the provider's id is not
    /// known.
    /// </summary>
    public async Task<IReadOnlyDictionary<StatusSubject, MessageRow>> FindForStatusesAsync(
        DbSession session,
        IReadOnlyCollection<StatusSubject> subjects
    )
    {
        var found = await OfProviderIdsAsync(session, subjects);
        var unknown = subjects.Where(subject => subject.Ours is not null && !found.ContainsKey(subject)).ToList();
        foreach (var (subject, row) in await OfOurIdsAsync(session, unknown))
            found[subject] = row;
        return found;
    }

    /// <summary>
    /// Moves a message forward only; a status that is not news changes nothing but the details. The error is the
    /// status's error. The change is written at the end of the transaction.
    /// </summary>
    public void Advance(DbSession session, StatusChange change) => session.BeforeCommit(AdvanceAsync, change);

    /// <summary>Moves one message forward at once. Returns false when the status was not news.</summary>
    public async Task<bool> AdvanceAsync(DbSession session, MessageRow message, StatusChange change) =>
        (await AdvanceEachAsync(session, [change])).Count == 1 && StatusRules.IsNews(message, change.Status);

    private Task AdvanceAsync(DbSession session, IReadOnlyList<StatusChange> changes) =>
        AdvanceEachAsync(session, changes.GroupBy(change => change.Id).Select(Furthest));

    // Each change holds all details that its message has by then, so the last one has them all.
    private static StatusChange Furthest(IEnumerable<StatusChange> ofOne)
    {
        var changes = ofOne.ToList();
        var furthest = changes.MaxBy(change => StatusRules.Rank(change.Status)) ?? changes[0];
        return changes.Count == 1
            ? furthest
            : furthest with
            {
                Details = Last(changes, change => change.Details),
                ContactId = Last(changes, change => change.ContactId),
                ContactName = Last(changes, change => change.ContactName),
                Username = Last(changes, change => change.Username),
                BusinessScopedUserId = Last(changes, change => change.BusinessScopedUserId),
            };
    }

    private static string? Last(List<StatusChange> changes, Func<StatusChange, string?> member) =>
        changes.Select(member).LastOrDefault(value => value is not null);

    private Task<IReadOnlySet<Guid>> AdvanceEachAsync(DbSession session, IEnumerable<StatusChange> changes)
    {
        var now = clock.GetUtcNow();
        return Statuses.RunAsync(
            session,
            [.. changes.Select(change => new Advanced(change, now))],
            advanced => advanced.Change.Id
        );
    }

    private async Task<Dictionary<StatusSubject, MessageRow>> OfProviderIdsAsync(
        DbSession session,
        IReadOnlyCollection<StatusSubject> subjects
    )
    {
        if (subjects.Count == 0)
            return [];
        var rows = await session.ListAsync<MessageRow>(
            $"""
            select * from messages where (phone_id, provider_message_id) {database.InPairs} {database.ForUpdateBy("id")}
            """,
            database.PairParameters([
                .. subjects.Select(subject => (subject.PhoneId, subject.ProviderMessageId)).Distinct(),
            ])
        );
        var byKey = rows.ToDictionary(row => (row.PhoneId ?? Guid.Empty, row.ProviderMessageId ?? ""));
        var found = new Dictionary<StatusSubject, MessageRow>();
        foreach (var subject in subjects)
        {
            if (byKey.TryGetValue((subject.PhoneId, subject.ProviderMessageId), out var row))
                found[subject] = row;
        }
        return found;
    }

    private async Task<List<(StatusSubject Subject, MessageRow Row)>> OfOurIdsAsync(
        DbSession session,
        IReadOnlyCollection<StatusSubject> subjects
    )
    {
        var found = new List<(StatusSubject, MessageRow)>();
        var rows = await OfIdsAsync(session, [.. subjects.Select(subject => subject.Ours).OfType<Guid>().Distinct()]);
        var byId = rows.ToDictionary(row => (row.PhoneId ?? Guid.Empty, (Guid?)row.Id));
        foreach (var same in subjects.GroupBy(subject => (subject.PhoneId, subject.Ours)))
        {
            if (byId.TryGetValue(same.Key, out var row))
                found.AddRange(OfMessage(row, same).Select(subject => (subject, row)));
        }
        return found;
    }

    private static IEnumerable<StatusSubject> OfMessage(
        MessageRow row,
        IGrouping<(Guid PhoneId, Guid? Ours), StatusSubject> same
    )
    {
        // The answer to the send may have stored the provider's id since the first look. Otherwise the first of the
        // provider's ids is the message's id. Another provider's id with the same id of ours comes from another
        // system.
        var id = row.ProviderMessageId ?? same.First().ProviderMessageId;
        return same.Where(subject => subject.ProviderMessageId == id);
    }

    private async Task<IReadOnlyList<MessageRow>> OfIdsAsync(DbSession session, IReadOnlyCollection<Guid> ids) =>
        ids.Count == 0
            ? []
            : await session.ListAsync<MessageRow>(
                $"""
                select * from messages where id {database.InList("ids")} and direction = 'outbound'
                    {database.ForUpdateBy("id")}
                """,
                new { ids = database.ListParameter(ids) }
            );

    private static string RankOfEach =>
        string.Join(' ', StatusRules.Ladder.Select((status, rank) => $"when '{status}' then {rank}"));

    private readonly record struct Advanced(StatusChange Change, DateTimeOffset At);
}

/// <summary>The message that a status is about: the provider's id, and our id if it was sent back.</summary>
public readonly record struct StatusSubject(Guid PhoneId, string ProviderMessageId, Guid? Ours);

/// <summary>The new status of a message, with the JSON of a <see cref="MessageError"/>.</summary>
public sealed record StatusChange(Guid Id, string Status, string ProviderMessageId, string? Error)
{
    /// <summary>JSON of all details that the message has now; null when the status brought none.</summary>
    public string? Details { get; init; }

    /// <summary>What is known of the person; the message keeps what it has already.</summary>
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string? Username { get; init; }
    public string? BusinessScopedUserId { get; init; }
}
