using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>Customer service windows: until when a contact may get free-form messages.</content>
public sealed partial class MessageStore
{
    private static readonly RowWriter<ContactWindow> Windows = new RowColumns<ContactWindow>()
        .Uuid("phone_id", window => window.PhoneId)
        .Text("contact", window => window.Contact)
        .Instant("expires_at", window => window.ExpiresAt)
        .InsertInto(
            "contact_windows",
            """
            on conflict (phone_id, contact) do update set expires_at = excluded.expires_at
                where excluded.expires_at > contact_windows.expires_at
            """
        );

    /// <summary>
    /// Notes that a contact wrote, and so may get free-form messages for a day. Written at the end of the transaction.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="phoneId">The number that the contact wrote to.</param>
    /// <param name="contact">The person by <see cref="PersonRules"/>.</param>
    /// <param name="wroteAt">When.</param>
    public void OpenWindow(DbSession session, Guid phoneId, string contact, DateTimeOffset wroteAt) =>
        session.BeforeCommit(
            OpenWindowsAsync,
            new ContactWindow(phoneId, contact, wroteAt + StatusRules.CustomerWindow)
        );

    /// <summary>
    /// Returns until when the contact of a message may get free-form messages; null when, as far as we know, it may
    /// not. A group has no window.
    /// </summary>
    public Task<DateTimeOffset?> WindowAsync(MessageRow row, CancellationToken cancellation) =>
        row switch
        {
            { PhoneId: not null } when MessageDetails.Read(row.Details).GroupId is not null => NoWindow,
            { PhoneId: { } phone } => PhoneWindowAsync(phone, row, cancellation),
            { ConnectionId: { } connection, ContactId: { } person } => DirectWindowAsync(
                connection,
                person,
                cancellation
            ),
            _ => NoWindow,
        };

    private static Task<DateTimeOffset?> NoWindow => Task.FromResult<DateTimeOffset?>(null);

    // The number as it was typed is asked for too: earlier versions kept windows by it.
    private Task<DateTimeOffset?> PhoneWindowAsync(Guid phoneId, MessageRow row, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    """
                    select max(expires_at) from contact_windows
                    where phone_id = @phoneId and expires_at > @now and contact in (@person, @typed, @userId,
                        (select contact from contact_user_ids where phone_id = @phoneId and user_id = @userId))
                    """,
                    new
                    {
                        phoneId,
                        person = PersonRules.Of(row) ?? "",
                        typed = row.ContactPhone ?? "",
                        userId = row.BusinessScopedUserId ?? "",
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
                    delete from contact_windows where (phone_id, contact) in (select phone_id, contact
                        from contact_windows where expires_at <= @now order by expires_at limit @rows)
                    """,
                    new { now, rows }
                ),
            cancellation
        );

    // Writes the latest window of each contact, always in the same order, so that two servers cannot deadlock.
    private static Task OpenWindowsAsync(DbSession session, IReadOnlyList<ContactWindow> windows) =>
        Windows.InsertAsync(
            session,
            [
                .. windows
                    .GroupBy(window => (window.PhoneId, window.Contact))
                    .Select(same => same.MaxBy(window => window.ExpiresAt) ?? same.First())
                    .OrderBy(window => window.PhoneId)
                    .ThenBy(window => window.Contact, StringComparer.Ordinal),
            ]
        );

    /// <summary>The time until which a contact may get free-form messages from a number.</summary>
    private sealed record ContactWindow(Guid PhoneId, string Contact, DateTimeOffset ExpiresAt);
}
