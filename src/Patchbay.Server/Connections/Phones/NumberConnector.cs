using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Outgoing;
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

    /// <summary>What the caller wants of the account that the number shows as.</summary>
    public AccountDraft? AsAccount { get; init; }

    /// <summary>Binds the number in the transaction that stores it.</summary>
    public Func<DbSession, WhatsAppRows, Task>? BindAsync { get; init; }
}

/// <summary>Turns a proven number into a connection: stores it, then sets it up at Meta.</summary>
internal sealed class NumberConnector(
    ConnectionStore connections,
    WhatsAppAssets assets,
    NumberSetup setup,
    ConnectionAudit audit,
    ConnectionEvents events,
    OutgoingEvents outgoing,
    Database database,
    TimeProvider clock
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
    /// <param name="pin">The PIN that the owner set; null for the stored PIN.</param>
    public async Task FinishAsync(MetaApp app, PhoneRow phone, string metaWabaId, Secret token, Secret? pin = null)
    {
        var obstacle = await setup.FinishAsync(app.As(token), phone, metaWabaId, pin, CancellationToken.None);
        var finished = new Finished(phone, metaWabaId, obstacle, clock.GetUtcNow());
        await database.WriteAsync(session => StoreAsync(session, finished), CancellationToken.None);
    }

    private async Task StoreAsync(DbSession session, Finished finished)
    {
        var (phone, status, obstacle) = (finished.Phone, finished.Status, finished.Obstacle);
        var before = await connections.FindAsync(session, phone.Tenant, phone.ConnectionId);
        if (before is not { DisconnectedAt: null })
            return;
        await connections.SetStatusAsync(session, phone.Tenant, before.Id, status, obstacle);
        if ((before.Status, before.StatusReason) == (status, obstacle))
            return;
        await events.StatusAsync(session, before, phone, status, obstacle);
        if (status == ConnectionStatus.Connected)
            await PublishConnectedAsync(session, phone, finished.MetaWabaId, finished.At);
    }

    private Task PublishConnectedAsync(DbSession session, PhoneRow phone, string metaWabaId, DateTimeOffset now)
    {
        var data = new ConnectedEvent(
            phone.OnboardingLinkId,
            phone.ExternalId,
            phone.Id,
            phone.PhoneNumber,
            phone.WabaId,
            metaWabaId,
            true
        );
        return outgoing.PublishAsync(
            session,
            phone.Tenant,
            new NewEvent(
                EventNames.PhoneNumberConnected,
                now,
                Wire.Text(data, ConnectedEventJson.Default.ConnectedEvent)
            )
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                Channel = PhoneChannel.Name,
            }
        );
    }

    private async Task<ConnectOutcome> HeldElsewhereAsync(NumberConnection wanted) =>
        await audit.RefusedAsync(
            wanted.Tenant,
            wanted.Actor,
            ConnectionAudit.Created,
            null,
            ConnectionProblems.HeldElsewhere
        );

    /// <summary>The result of setting a number up at Meta; without an obstacle the number is connected.</summary>
    private sealed record Finished(PhoneRow Phone, string MetaWabaId, string? Obstacle, DateTimeOffset At)
    {
        public string Status => Obstacle is null ? ConnectionStatus.Connected : ConnectionStatus.Pending;
    }
}
