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
    public void OpenWindow(DbSession session, Guid phoneId, string contact, DateTimeOffset wroteAt) =>
        session.BeforeCommit(
            OpenWindowsAsync,
            new ContactWindow(phoneId, contact, wroteAt + StatusRules.CustomerWindow)
        );

    /// <summary>
    /// Returns until when the contact of a message may get free-form messages; null when, as far as we know, it may
    /// not.
    /// </summary>
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

    /// <summary>
    /// Returns until when a contact may get free-form messages; null when, as far as we know, it may not.
    /// </summary>
    public Task<DateTimeOffset?> WindowAsync(Guid phoneId, string? contact, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    """
                    select expires_at from contact_windows where phone_id = @phoneId and contact = @contact
                        and expires_at > @now
                    """,
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
