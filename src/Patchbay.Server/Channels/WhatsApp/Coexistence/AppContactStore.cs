using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>The rows of <c>app_contacts</c>.</summary>
internal sealed class AppContactStore(Database database)
{
    private static readonly RowWriter<AppContactRow> Rows = new RowColumns<AppContactRow>()
        .Uuid("id", row => row.Id)
        .Uuid("organization_id", row => row.OrganizationId)
        .Text("environment", row => row.Environment)
        .Uuid("phone_id", row => row.PhoneId)
        .Text("contact", row => row.Contact)
        .Text("contact_phone", row => row.ContactPhone)
        .Text("user_id", row => row.UserId)
        .Text("full_name", row => row.FullName)
        .Text("first_name", row => row.FirstName)
        .Text("username", row => row.Username)
        .Text("extra", row => row.Extra)
        .Instant("changed_at", row => row.ChangedAt)
        .Instant("removed_at", row => row.RemovedAt)
        .Instant("created_at", row => row.CreatedAt)
        .Instant("updated_at", row => row.UpdatedAt)
        .InsertInto(
            "app_contacts",
            """
            on conflict (phone_id, contact) do update set organization_id = excluded.organization_id,
                contact_phone = excluded.contact_phone, user_id = excluded.user_id, full_name = excluded.full_name,
                first_name = excluded.first_name, username = excluded.username, extra = excluded.extra,
                changed_at = excluded.changed_at, removed_at = excluded.removed_at, updated_at = excluded.updated_at
            where app_contacts.changed_at <= excluded.changed_at
            """
        );

    /// <summary>Returns the rows of contacts, locked until the transaction ends.</summary>
    public Task<IReadOnlyList<AppContactRow>> FindAsync(
        DbSession session,
        Guid phoneId,
        IReadOnlyCollection<string> contacts
    ) =>
        session.ListAsync<AppContactRow>(
            $"""
            select * from app_contacts where phone_id = @phoneId and contact {database.InList("contacts")}
                {database.ForUpdateBy("id")}
            """,
            new { phoneId, contacts = database.ListParameter(contacts) }
        );

    /// <summary>Inserts or replaces contacts. A newer change that another server stored stays.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="rows">At most one row for each contact.</param>
    public static Task SaveAsync(DbSession session, IReadOnlyList<AppContactRow> rows) =>
        Rows.InsertAsync(session, rows);

    /// <param name="tenant">The owner of the contacts.</param>
    /// <param name="phoneId">Only the contacts of this number; null for those of every number.</param>
    /// <param name="page">The page to return.</param>
    /// <param name="cancellation">Ends the read.</param>
    public Task<(IReadOnlyList<AppContactRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Guid? phoneId,
        Page page,
        CancellationToken cancellation
    )
    {
        var ofNumber = phoneId is null ? "" : "and phone_id = @phoneId";
        return database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<AppContactRow>(
                        page,
                        $"from app_contacts where {Tenant.Filter} and removed_at is null {ofNumber}",
                        "created_at, id",
                        new { phoneId }
                    ),
            cancellation
        );
    }

    /// <summary>A step of the pruner: forgets contacts that were removed long ago.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from app_contacts where id in (select id from app_contacts where removed_at < @before
                        order by removed_at limit @rows)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );
}
