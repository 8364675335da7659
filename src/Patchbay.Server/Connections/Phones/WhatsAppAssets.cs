using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

public sealed record WhatsAppRows(WabaRow Waba, ConnectionRow Connection, PhoneRow Phone);

/// <summary>
/// Stores WhatsApp account, connection and number in one transaction. The connection is pending until the number is set
/// up at Meta.
/// </summary>
internal sealed class WhatsAppAssets(
    Database database,
    ConnectionStore connections,
    WabaStore wabas,
    PhoneStore phones,
    RegistrationStore registrations,
    AccountViews accounts,
    WhatsAppRowMaker rowMaker,
    TimeProvider clock
)
{
    /// <param name="added">The number.</param>
    /// <param name="also">Further writes of the same transaction.</param>
    /// <param name="cancellation">Ends the call before anything is stored.</param>
    /// <returns>Null when the connection to be replaced was disconnected in the meantime.</returns>
    public async Task<WhatsAppRows?> SaveAsync(
        NewWhatsApp added,
        Func<DbSession, WhatsAppRows, Task> also,
        CancellationToken cancellation
    )
    {
        var rows = await rowMaker.MakeAsync(added, cancellation);
        var draft = added.AsAccount ?? DraftOf(rows.Connection);
        var account = await accounts.PrepareAsync(rows.Connection, draft, cancellation);
        var saved = await database.WriteAsync(
            async session =>
            {
                if (!await connections.SaveAsync(session, rows.Connection))
                    return false;
                await SaveNumberAsync(session, rows, added);
                await accounts.AttachAsync(session, account);
                await also(session, rows);
                return true;
            },
            cancellation
        );
        return saved ? await StoredAsync(rows, cancellation) : null;
    }

    private async Task SaveNumberAsync(DbSession session, WhatsAppRows rows, NewWhatsApp added)
    {
        await wabas.SaveAsync(session, rows.Waba);
        await phones.SaveAsync(session, rows.Phone);
        if (OnboardedAt(added) is { } at)
            await phones.SetOnboardedAsync(session, rows.Phone.Id, at);
        await registrations.LearnAsync(session, rows.Phone, added.Number);
    }

    // A sign-up onboards the number. Meta's own time also serves a number that another way connects.
    private DateTimeOffset? OnboardedAt(NewWhatsApp added) =>
        LivePhones.OnboardedAt(added.Number)
        ?? (added.TokenSource == TokenSources.EmbeddedSignup ? clock.GetUtcNow() : null);

    private static AccountDraft DraftOf(ConnectionRow connection) =>
        new(
            connection.Tenant,
            connection.Channel,
            PhoneChannel.KeyPrefix + connection.PhoneNumberId,
            connection.DisplayName
        );

    /// <summary>Returns the rows as stored: a known number keeps members that the new row does not have.</summary>
    private async Task<WhatsAppRows> StoredAsync(WhatsAppRows rows, CancellationToken cancellation)
    {
        var tenant = rows.Connection.Tenant;
        return rows with
        {
            Waba = await wabas.FindAsync(tenant, rows.Waba.Id, cancellation) ?? rows.Waba,
            Phone = await phones.FindAsync(tenant, rows.Phone.Id, cancellation) ?? rows.Phone,
        };
    }
}
