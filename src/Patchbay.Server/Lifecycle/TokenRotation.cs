using Patchbay.Server.Audit;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Lifecycle;

/// <summary>Swaps the credential of a connection for a proven one, in one step. Of two at once the row version picks one.</summary>
internal sealed class TokenRotation(
    ConnectionStore connections,
    PhoneStore phones,
    PaymentProviders payments,
    ConnectionSessions sessions,
    Vault vault,
    ConnectionApps apps,
    ConnectionAudit audit,
    ConnectionEvents events,
    CheckSignal checks,
    Database database,
    TimeProvider clock
)
{
    public async Task<Problem?> RunAsync(
        ConnectionRow connection,
        Actor actor,
        RotateRequest request,
        CancellationToken cancellation
    )
    {
        var (swap, problem) =
            connection.Provider == Providers.Meta
                ? await MetaSwapAsync(connection, request, cancellation)
                : await PaymentSwapAsync(connection, request, cancellation);
        problem ??= await SwapAsync(connection, actor, swap!) ? null : ConnectionProblems.Changed;
        return problem is null
            ? null
            : await audit.RefusedAsync(connection.Tenant, actor, ConnectionAudit.Rotated, connection.Id, problem);
    }

    private async Task<bool> SwapAsync(ConnectionRow connection, Actor actor, TokenSwap swap)
    {
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, CancellationToken.None);
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryReplaceTokenAsync(session, connection, swap))
                    return false;
                await audit.DoneAsync(session, connection.Tenant, actor, ConnectionAudit.Rotated, connection.Id);
                if (swap.Status != connection.Status)
                    await events.StatusAsync(session, connection, phone, swap.Status, swap.StatusReason);
                await connections.CheckSoonAsync(session, connection.Id);
                return true;
            },
            CancellationToken.None
        );
        checks.Wake();
        return won;
    }

    private async Task<(TokenSwap?, Problem?)> MetaSwapAsync(
        ConnectionRow connection,
        RotateRequest request,
        CancellationToken cancellation
    )
    {
        if (await apps.OfAsync(connection, cancellation) is not { } app)
            return (null, MetaApps.NotConfigured);
        var given = new Secret(request.AccessToken!);
        var (access, problem) = connection.Channel switch
        {
            ChannelNames.Instagram => await MetaAccessCheck.InstagramAsync(
                app,
                given,
                connection.IgBusinessAccountId,
                connection.PageId,
                cancellation
            ),
            ChannelNames.Messenger => await PageAsync(app, given, connection.PageId!, cancellation),
            _ => await MetaAccessCheck.WhatsAppAsync(
                app,
                given,
                connection.WabaId!,
                connection.PhoneNumberId!,
                cancellation
            ),
        };
        if (problem is not null)
            return (null, problem);
        // A page's own token, where a person's was given.
        var token = await sessions.SealAsync(connection.OrganizationId, connection.Id, access!.Token, cancellation);
        var now = clock.GetUtcNow();
        return (
            SwapOf(connection) with
            {
                AccessToken = token.Box,
                LastFour = token.LastFour,
                Source = request.TokenSource ?? connection.TokenSource,
                Kind = access.Kind,
                UserId = access.UserId,
                Hash = token.Hash,
                ExpiresAt = request.TokenExpiresAt,
                RefreshDueAt = RefreshRules.FirstDue(access.Kind, access.ExpiresAt ?? request.TokenExpiresAt, now),
                RotatedAt = now,
            },
            null
        );
    }

    private static async Task<(MetaAccess?, Problem?)> PageAsync(
        MetaApp app,
        Secret token,
        string pageId,
        CancellationToken cancellation
    )
    {
        var (page, problem) = await PageAccessCheck.RunAsync(app, token, pageId, cancellation);
        return page is null
            ? (null, problem)
            : (new MetaAccess(page.Token, TokenKinds.Page, page.UserId, page.ExpiresAt), null);
    }

    private async Task<(TokenSwap?, Problem?)> PaymentSwapAsync(
        ConnectionRow connection,
        RotateRequest request,
        CancellationToken cancellation
    )
    {
        var secret = new Secret(request.AccessToken!);
        var (grant, problem) = await payments.VerifyAsync(connection, secret, cancellation);
        if (problem is not null)
            return (null, problem with { Field = "access_token" });
        if (grant!.AccountId != connection.ProviderAccountId)
            return (null, ConnectionProblems.NotRotatable);
        return (
            SwapOf(connection) with
            {
                ApiSecret = await vault.SealAsync(
                    ConnectionStore.ApiSecretPlace(connection.OrganizationId, connection.Id),
                    secret,
                    cancellation
                ),
                LastFour = secret.LastFour,
                PaymentCapabilities = grant.PaymentsJson,
                AgenticCapabilities = grant.AgenticJson,
                RotatedAt = clock.GetUtcNow(),
            },
            null
        );
    }

    private static TokenSwap SwapOf(ConnectionRow connection)
    {
        var cured =
            connection.Status == ConnectionStatus.Suspended && CheckRules.IsCuredByNewToken(connection.StatusReason);
        return new TokenSwap
        {
            Status = cured ? ConnectionStatus.Connected : connection.Status,
            StatusReason = cured ? null : connection.StatusReason,
            AccessToken = connection.AccessToken,
            ApiSecret = connection.ApiSecret,
        };
    }
}
