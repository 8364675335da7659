using Patchbay.Server.Connections;
using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Onboarding;

/// <summary>The step that makes account, connection and number ours, in one transaction.</summary>
internal sealed class ConnectedAssets(
    Database database, ConnectionStore connections, WabaStore wabas, PhoneStore phones, AttemptStore attempts, Vault vault, Ids ids, TimeProvider clock)
{
    public async Task<StepEnd> StoreAsync(CompletionRun run, CancellationToken cancellation)
    {
        var held = await connections.FindLivePhoneAsync(run.Tenant.Environment, run.Number!.Id, cancellation);
        if (held is not null && held.OrganizationId != run.Tenant.OrganizationId) return StepEnd.Fail(CompletionErrors.NumberTaken);

        // Everything is sealed before the transaction: the vault reads, and the one writer must not wait for itself.
        var waba = await WabaRowAsync(run, cancellation);
        var connection = await ConnectionRowAsync(run, held, cancellation);
        var phone = await PhoneRowAsync(run, waba.Id, connection.Id, cancellation);
        await database.WriteAsync(async session =>
        {
            await wabas.SaveAsync(session, waba);
            await connections.SaveAsync(session, connection);
            await phones.SaveAsync(session, phone);
            await attempts.SaveAssetsAsync(session, run.Attempt.Id, waba.Id, phone.Id);
        }, cancellation);
        run.Waba = await wabas.FindAsync(run.Tenant, waba.Id, cancellation);
        run.Phone = await phones.FindAsync(run.Tenant, phone.Id, cancellation);
        return StepEnd.Done;
    }

    private async Task<WabaRow> WabaRowAsync(CompletionRun run, CancellationToken cancellation)
    {
        var account = run.Account!;
        var known = await wabas.FindByMetaIdAsync(run.Tenant, account.Id, cancellation);
        return new WabaRow
        {
            Id = known?.Id ?? ids.Uuid(), OrganizationId = run.Tenant.OrganizationId, Environment = run.Tenant.Environment,
            MetaWabaId = account.Id, Name = account.Name, Currency = account.Currency, TimezoneId = account.TimezoneId,
            BusinessId = account.OwnerBusinessInfo?.Id ?? run.Hints.BusinessId, BusinessName = account.OwnerBusinessInfo?.Name,
            Source = "embedded_signup", PageIds = JsonLists.Write(run.Hints.PageIds ?? [])!, DatasetIds = JsonLists.Write(run.Hints.DatasetIds ?? [])!,
            CatalogIds = JsonLists.Write(run.Hints.CatalogIds ?? [])!, InstagramAccountIds = JsonLists.Write(run.Hints.InstagramAccountIds ?? [])!,
            ExternalId = run.Link.ExternalId, Metadata = run.Link.Metadata, CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(),
        };
    }

    private async Task<ConnectionRow> ConnectionRowAsync(CompletionRun run, ConnectionRow? held, CancellationToken cancellation)
    {
        var id = held?.Id ?? ids.Connection();
        return new ConnectionRow
        {
            Id = id, OrganizationId = run.Tenant.OrganizationId, Environment = run.Tenant.Environment, Provider = "meta", Channel = "whatsapp",
            Status = ConnectionStatus.Pending, DisplayName = run.Number!.VerifiedName ?? run.Link.Name, WabaId = run.Account!.Id,
            PhoneNumberId = run.Number.Id, AccessToken = await vault.SealAsync(ConnectionStore.TokenPlace(run.Tenant.OrganizationId, id), run.Token!, cancellation),
            CredentialLastFour = run.Token!.LastFour, TokenSource = "embedded_signup", TokenExpiresAt = run.TokenExpiresAt, RowVersion = 1,
            CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(),
        };
    }

    private async Task<PhoneRow> PhoneRowAsync(CompletionRun run, Guid wabaId, string connectionId, CancellationToken cancellation)
    {
        var known = await phones.FindByMetaIdAsync(run.Tenant.Environment, run.Number!.Id, cancellation);
        var id = known?.Id ?? ids.Uuid();
        var live = LivePhones.From(run.Number);
        return new PhoneRow
        {
            Id = id, OrganizationId = run.Tenant.OrganizationId, Environment = run.Tenant.Environment, WabaId = wabaId, ConnectionId = connectionId,
            OnboardingLinkId = run.Link.Id, MetaPhoneNumberId = run.Number.Id, PhoneNumber = LivePhones.E164(run.Number.DisplayPhoneNumber),
            DisplayPhoneNumber = run.Number.DisplayPhoneNumber ?? "", VerifiedName = live.VerifiedName, Status = live.Status, NameStatus = live.NameStatus,
            QualityRating = live.QualityRating, MessagingLimitTier = live.MessagingLimitTier, Throughput = live.Throughput,
            // A coexistence number is registered by the app on its owner's phone.
            IsRegistered = run.IsCoexistence, IsCoexistence = run.IsCoexistence,
            Pin = known?.Pin ?? await vault.SealAsync(PhoneStore.PinPlace(run.Tenant.OrganizationId, id), new Secret(ids.Pin()), cancellation),
            ExternalId = run.Link.ExternalId, Metadata = run.Link.Metadata, CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(),
        };
    }
}
