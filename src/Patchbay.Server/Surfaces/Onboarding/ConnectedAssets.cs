using Patchbay.Graph;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The steps that store account, connection and number, in one transaction, and then subscribe the app to the account.
/// </summary>
internal sealed class ConnectedAssets(
    ConnectionStore connections,
    WhatsAppAssets assets,
    AttemptStore attempts,
    Database database
)
{
    public async Task<StepEnd> StoreAsync(CompletionRun run, CancellationToken cancellation)
    {
        var held = await connections.FindLivePhoneAsync(run.Tenant.Environment, run.Number.Id, cancellation);
        if (held is not null && held.OrganizationId != run.Tenant.OrganizationId)
            return StepEnd.Fail(CompletionErrors.NumberTaken);

        var rows = await assets.SaveAsync(
            NewOf(run, held),
            (session, rows) => attempts.SaveAssetsAsync(session, run.Attempt.Id, rows.Waba.Id, rows.Phone.Id),
            cancellation
        );
        if (rows is null)
            return StepEnd.Fail(CompletionErrors.Interrupted);
        run.Waba = rows.Waba;
        run.Phone = rows.Phone;
        return StepEnd.Done;
    }

    public async Task<StepEnd> SubscribeAsync(CompletionRun run, CancellationToken cancellation)
    {
        try
        {
            await run.Meta.BusinessAccounts.SubscribeAppAsync(run.Account.Id, cancellationToken: cancellation);
            return StepEnd.Done;
        }
        catch (GraphException)
        {
            // The connection stays as it is when the run ends here, so it says why.
            await database.WriteAsync(
                session =>
                    connections.SetStatusAsync(
                        session,
                        run.Tenant,
                        run.Phone.ConnectionId,
                        ConnectionStatus.Pending,
                        NumberSetup.NotSubscribed
                    ),
                cancellation
            );
            throw;
        }
    }

    private static NewWhatsApp NewOf(CompletionRun run, ConnectionRow? held)
    {
        var access = TokenRules.AccessOf(run.Token, run.TokenInfo);
        return new NewWhatsApp(run.Tenant, run.Account, run.Number, run.Token, run.Number.VerifiedName ?? run.Link.Name)
        {
            Held = held,
            TokenSource = TokenSources.EmbeddedSignup,
            TokenKind = access.Kind,
            TokenUserId = access.UserId,
            TokenExpiresAt = run.TokenExpiresAt,
            TokenEndsAt = access.ExpiresAt ?? run.TokenExpiresAt,
            IsCoexistence = run.IsCoexistence,
            BusinessId = run.Hints.BusinessId,
            PageIds = run.Hints.PageIds ?? [],
            DatasetIds = run.Hints.DatasetIds ?? [],
            CatalogIds = run.Hints.CatalogIds ?? [],
            InstagramAccountIds = run.Hints.InstagramAccountIds ?? [],
            OnboardingLinkId = run.Link.Id,
            ExternalId = run.Link.ExternalId,
            Metadata = run.Link.Metadata,
        };
    }
}
