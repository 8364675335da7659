using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Connections;

/// <summary>A connection that was made or replaced, or why not.</summary>
internal sealed record ConnectOutcome(string? ConnectionId, bool IsNew, Problem? Problem)
{
    public static implicit operator ConnectOutcome(Problem problem) => new(null, false, problem);
}

/// <summary>What a number is connected for, when it is for one thing.</summary>
/// <param name="OwnApp">The app of the token, where its secret came with it.</param>
/// <param name="BindAsync">Binds it, in the transaction that stores it.</param>
internal sealed record NumberBinding(MetaApp? OwnApp, Func<DbSession, WhatsAppRows, Task> BindAsync)
{
    /// <summary>The PIN it is registered under, where that was done before.</summary>
    public Secret? Pin { get; init; }

    /// <summary>What is wanted of the account it shows as.</summary>
    public AccountDraft? AsAccount { get; init; }
}

/// <summary>From a token to a connection: prove, store, finish at Meta. A token that proves nothing stores nothing.</summary>
internal sealed class MetaConnector(
    ConnectionStore connections,
    WhatsAppAssets assets,
    InstagramAssets instagram,
    NumberSetup setup,
    ConnectionAudit audit,
    ConnectionEvents events,
    OutgoingEvents outgoing,
    Database database,
    TimeProvider clock
)
{
    public async Task<ConnectOutcome> RegisterAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        RegisterMetaRequest request,
        CancellationToken cancellation
    )
    {
        var token = new Secret(request.AccessToken!);
        if (request.Channel == ChannelNames.Instagram)
            return await InstagramAsync(tenant, actor, app, request, cancellation);
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(
            app,
            token,
            request.WabaId!,
            request.PhoneNumberId!,
            cancellation
        );
        if (problem is not null)
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        return await WhatsAppAsync(
            tenant,
            actor,
            app,
            access!,
            request.DisplayName!,
            request.TokenSource ?? TokenSources.Manual,
            request.TokenExpiresAt ?? access!.ExpiresAt,
            null,
            cancellation
        );
    }

    /// <summary>Stores a proven number and finishes it at Meta; what stands in the way leaves it pending, with the reason.</summary>
    public async Task<ConnectOutcome> WhatsAppAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        MetaAccess access,
        string? displayName,
        string source,
        DateTimeOffset? expiresAt,
        string? businessId,
        CancellationToken cancellation,
        NumberBinding? binding = null
    )
    {
        var held = await connections.FindLivePhoneAsync(tenant.Environment, access.Number!.Id, cancellation);
        if (held is not null && held.OrganizationId != tenant.OrganizationId)
            return await HeldElsewhereAsync(tenant, actor);
        var added = new NewWhatsApp(
            tenant,
            access.Account!,
            access.Number,
            access.Token,
            displayName ?? access.Name ?? access.Account!.Name ?? access.Number.Id
        )
        {
            Held = held,
            TokenSource = source,
            TokenKind = access.Kind,
            TokenUserId = access.UserId,
            TokenExpiresAt = expiresAt,
            TokenEndsAt = access.ExpiresAt ?? expiresAt,
            IsCoexistence = access.Number.IsOnBizApp == true,
            BusinessId = businessId,
            OwnApp = binding?.OwnApp,
            Pin = binding?.Pin,
            AsAccount = binding?.AsAccount,
        };
        var action = held is null ? ConnectionAudit.Created : ConnectionAudit.Replaced;
        WhatsAppRows? rows;
        try
        {
            rows = await assets.SaveAsync(
                added,
                async (session, saved) =>
                {
                    await audit.DoneAsync(session, tenant, actor, action, saved.Connection.Id);
                    if (binding is not null)
                        await binding.BindAsync(session, saved);
                },
                cancellation
            );
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await HeldElsewhereAsync(tenant, actor); // another call was faster
        }
        if (rows is null)
            return ConnectionProblems.Changed;
        await FinishAsync(app, rows.Phone, rows.Connection.WabaId!, access.Token, null);
        return new(rows.Connection.Id, held is null, null);
    }

    /// <summary>Once the row is there the rest is done whether or not the caller still listens.</summary>
    public async Task FinishAsync(MetaApp app, PhoneRow phone, string metaWabaId, Secret token, Secret? pin)
    {
        var obstacle = await setup.FinishAsync(app.As(token), phone, metaWabaId, pin, CancellationToken.None);
        var (status, now) = (
            obstacle is null ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            clock.GetUtcNow()
        );
        await database.WriteAsync(
            async session =>
            {
                if (
                    await connections.FindAsync(session, phone.Tenant, phone.ConnectionId)
                    is not { DisconnectedAt: null } before
                )
                    return;
                await connections.SetStatusAsync(session, phone.Tenant, before.Id, status, obstacle);
                if ((before.Status, before.StatusReason) == (status, obstacle))
                    return;
                await events.StatusAsync(session, before, phone, status, obstacle);
                if (status == ConnectionStatus.Connected)
                    await PublishConnectedAsync(session, phone, metaWabaId, now);
            },
            CancellationToken.None
        );
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
            }
        );
    }

    /// <summary>Proves an Instagram account, subscribes to its messages and stores it.</summary>
    public async Task<ConnectOutcome> InstagramAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        RegisterMetaRequest request,
        CancellationToken cancellation,
        AccountDraft? asAccount = null
    )
    {
        var (access, problem) = await MetaAccessCheck.InstagramAsync(
            app,
            new(request.AccessToken!),
            request.IgBusinessAccountId,
            request.PageId,
            cancellation
        );
        return problem is not null
            ? await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem)
            : await InstagramAsync(tenant, actor, app, access!, request, cancellation, asAccount);
    }

    /// <summary>Stores a proven Instagram account and subscribes to its messages.</summary>
    public async Task<ConnectOutcome> InstagramAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        MetaAccess access,
        RegisterMetaRequest request,
        CancellationToken cancellation,
        AccountDraft? asAccount = null
    )
    {
        var held = await connections.FindLiveInstagramAsync(tenant.Environment, access.InstagramId!, cancellation);
        if (held is not null && held.OrganizationId != tenant.OrganizationId)
            return await HeldElsewhereAsync(tenant, actor);
        var action = held is null ? ConnectionAudit.Created : ConnectionAudit.Replaced;
        try
        {
            var id = await instagram.SaveAsync(
                tenant,
                app,
                access,
                held,
                request,
                (session, saved) => audit.DoneAsync(session, tenant, actor, action, saved),
                cancellation,
                asAccount
            );
            return id is null ? ConnectionProblems.Changed : new ConnectOutcome(id, held is null, null);
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return await HeldElsewhereAsync(tenant, actor);
        }
    }

    private async Task<ConnectOutcome> HeldElsewhereAsync(Tenant tenant, Actor actor) =>
        await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, ConnectionProblems.HeldElsewhere);
}
