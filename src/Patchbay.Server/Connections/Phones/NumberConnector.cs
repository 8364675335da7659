using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A proven number to store.</summary>
/// <param name="Tenant">The owner of the number.</param>
/// <param name="Actor">The actor for the audit log.</param>
/// <param name="App">The app of the token.</param>
/// <param name="Access">What the token gives access to.</param>
internal sealed record NumberConnection(Tenant Tenant, Actor Actor, MetaApp App, MetaAccess Access)
{
    /// <summary>The name to show; null for the name that Meta verified.</summary>
    public string? DisplayName { get; init; }

    /// <summary>One of <see cref="TokenSources"/>.</summary>
    public required string TokenSource { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>The business portfolio that the sign-up named.</summary>
    public string? BusinessId { get; init; }

    /// <summary>The app of the token, if its secret came with the token.</summary>
    public MetaApp? OwnApp { get; init; }

    /// <summary>The PIN that the number is registered under already.</summary>
    public Secret? Pin { get; init; }

    /// <summary>Whether <see cref="Pin"/> is the number's PIN: Meta accepted it, or the caller sent it.</summary>
    public bool PinIsKnown { get; init; }

    /// <summary>Whether we registered the number just now.</summary>
    public bool IsRegisteredHere { get; init; }

    /// <summary>What the caller wants of the account that the number shows as.</summary>
    public AccountDraft? AsAccount { get; init; }

    /// <summary>Binds the number in the transaction that stores it.</summary>
    public Func<DbSession, WhatsAppRows, Task>? BindAsync { get; init; }
}

/// <summary>What a caller adds to the finishing of a number.</summary>
internal sealed record Finishing
{
    /// <summary>The PIN that the owner set; null: the kept one.</summary>
    public Secret? Pin { get; init; }

    /// <summary>Notes how it ended, in the transaction that stores it; null is success.</summary>
    public Func<DbSession, string?, Task>? NoteAsync { get; init; }
}

/// <summary>Turns a proven number into a connection: stores it, then sets it up at Meta.</summary>
internal sealed class NumberConnector(
    ConnectionStore connections,
    WhatsAppAssets assets,
    NumberSetup setup,
    ConnectionAudit audit,
    ConnectionEvents events,
    ConnectedNumbers connectedNumbers,
    Database database
)
{
    /// <summary>
    /// Stores the number and sets it up at Meta. A number that cannot be set up stays pending, with the reason.
    /// </summary>
    public async Task<ConnectOutcome> ConnectAsync(NumberConnection wanted, CancellationToken cancellation)
    {
        var (tenant, number) = (wanted.Tenant, wanted.Access.Number!);
        var held = await connections.FindLivePhoneAsync(tenant.Environment, number.Id, cancellation);
        if (held is not null && held.OrganizationId != tenant.OrganizationId)
            return await HeldElsewhereAsync(wanted);
        WhatsAppRows? rows;
        try
        {
            rows = await assets.SaveAsync(
                AssetsOf(wanted, held),
                (session, saved) => RecordAsync(session, wanted, saved, isNew: held is null),
                cancellation
            );
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await HeldElsewhereAsync(wanted); // a concurrent call stored the number first
        }
        if (rows is null)
            return ConnectionProblems.Changed;
        await FinishAsync(wanted.App, rows.Phone, rows.Connection.WabaId!, wanted.Access.Token);
        return new(rows.Connection.Id, held is null);
    }

    private static NewWhatsApp AssetsOf(NumberConnection wanted, ConnectionRow? held)
    {
        var (access, account, number) = (wanted.Access, wanted.Access.Account!, wanted.Access.Number!);
        var name = wanted.DisplayName ?? access.Name ?? account.Name ?? number.Id;
        return new NewWhatsApp(wanted.Tenant, account, number, access.Token, name)
        {
            Held = held,
            TokenSource = wanted.TokenSource,
            TokenKind = access.Kind,
            TokenUserId = access.UserId,
            TokenExpiresAt = wanted.TokenExpiresAt,
            TokenEndsAt = access.ExpiresAt ?? wanted.TokenExpiresAt,
            IsCoexistence = number.IsOnBizApp == true,
            BusinessId = wanted.BusinessId,
            OwnApp = wanted.OwnApp,
            Pin = wanted.Pin,
            PinIsKnown = wanted.PinIsKnown,
            IsRegisteredHere = wanted.IsRegisteredHere,
            AsAccount = wanted.AsAccount,
        };
    }

    private async Task RecordAsync(DbSession session, NumberConnection wanted, WhatsAppRows saved, bool isNew)
    {
        var action = isNew ? ConnectionAudit.Created : ConnectionAudit.Replaced;
        await audit.DoneAsync(session, wanted.Tenant, wanted.Actor, action, saved.Connection.Id);
        if (wanted.BindAsync is { } bind)
            await bind(session, saved);
    }

    /// <summary>Sets a stored number up at Meta, whether or not the caller still listens.</summary>
    /// <param name="app">The app of the token.</param>
    /// <param name="phone">The number as it is stored.</param>
    /// <param name="metaWabaId">Meta's id of the number's WhatsApp account.</param>
    /// <param name="token">The connection's token.</param>
    /// <param name="how">What the caller adds.</param>
    /// <returns>Why the number is still pending; null when it is connected.</returns>
    public async Task<string?> FinishAsync(
        MetaApp app,
        PhoneRow phone,
        string metaWabaId,
        Secret token,
        Finishing? how = null
    )
    {
        var reason = await setup.FinishAsync(app.As(token), phone, metaWabaId, how?.Pin, CancellationToken.None);
        var connected = reason is null ? await connectedNumbers.PrepareAsync(phone, CancellationToken.None) : null;
        await database.WriteAsync(
            async session =>
            {
                if (how?.NoteAsync is { } note)
                    await note(session, reason);
                await StoreAsync(session, phone, reason, connected);
            },
            CancellationToken.None
        );
        return reason;
    }

    private async Task StoreAsync(DbSession session, PhoneRow phone, string? reason, Func<DbSession, Task>? connected)
    {
        var before = await connections.FindAsync(session, phone.Tenant, phone.ConnectionId);
        if (before is not { DisconnectedAt: null })
            return;
        var status = reason is null ? ConnectionStatus.Connected : ConnectionStatus.Pending;
        await connections.SetStatusAsync(session, phone.Tenant, before.Id, status, reason);
        await connections.ForgetCheckAsync(session, before.Id);
        if ((before.Status, before.StatusReason) != (status, reason))
            await events.StatusAsync(session, before, phone, status, reason);
        if (connected is not null)
            await connected(session);
    }

    private async Task<ConnectOutcome> HeldElsewhereAsync(NumberConnection wanted) =>
        await audit.RefusedAsync(
            wanted.Tenant,
            wanted.Actor,
            ConnectionAudit.Created,
            null,
            ConnectionProblems.HeldElsewhere
        );
}
