using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Makes the rows of a WhatsApp number, before the transaction that stores them: sealing reads the database, and
/// SQLite's one writer must not wait for itself.
/// </summary>
internal sealed class WhatsAppRowMaker(
    WabaStore wabas,
    PhoneStore phones,
    ConnectionSessions sessions,
    Vault vault,
    Ids ids,
    TimeProvider clock
)
{
    public async Task<WhatsAppRows> MakeAsync(NewWhatsApp added, CancellationToken cancellation)
    {
        var waba = await WabaAsync(added, cancellation);
        var connection = await ConnectionAsync(added, cancellation);
        return new(waba, connection, await PhoneAsync(added, waba.Id, connection.Id, cancellation));
    }

    private async Task<WabaRow> WabaAsync(NewWhatsApp added, CancellationToken cancellation)
    {
        var (tenant, account, now) = (added.Tenant, added.Account, clock.GetUtcNow());
        var known = await wabas.FindByMetaIdAsync(tenant, account.Id, cancellation);
        return new WabaRow
        {
            Id = known?.Id ?? ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            MetaWabaId = account.Id,
            Name = account.Name,
            Currency = account.Currency,
            TimezoneId = account.TimezoneId,
            BusinessId = added.OwnerBusinessId,
            BusinessName = account.OwnerBusinessInfo?.Name,
            Source = added.TokenSource,
            PageIds = List(added.PageIds),
            DatasetIds = List(added.DatasetIds),
            CatalogIds = List(added.CatalogIds),
            InstagramAccountIds = List(added.InstagramAccountIds),
            ExternalId = added.ExternalId,
            Metadata = added.Metadata,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<ConnectionRow> ConnectionAsync(NewWhatsApp added, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var id = added.Held?.Id ?? ids.Connection();
        var token = await sessions.SealAsync(added.Tenant, id, added.Token, cancellation);
        var appSecret = await AppSecretAsync(added, id, cancellation);
        return ConnectionOf(added, new SealedConnection(id, token, appSecret), now);
    }

    private static ConnectionRow ConnectionOf(NewWhatsApp added, SealedConnection made, DateTimeOffset now)
    {
        var (tenant, token) = (added.Tenant, made.Token);
        return new ConnectionRow
        {
            Id = made.Id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = Providers.Meta,
            Channel = PhoneChannel.Name,
            Status = ConnectionStatus.Pending,
            DisplayName = added.DisplayName,
            WabaId = added.Account.Id,
            PhoneNumberId = added.Number.Id,
            ProviderAccountId = added.OwnerBusinessId,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenSource = added.TokenSource,
            TokenKind = added.TokenKind,
            TokenUserId = added.TokenUserId,
            ApiSecret = made.AppSecret,
            MetaAppId = added.OwnApp?.AppId,
            TokenHash = token.Hash,
            TokenExpiresAt = added.TokenExpiresAt,
            CheckDueAt = now + CheckRules.Interval,
            RefreshDueAt = RefreshRules.FirstDue(added.TokenKind, added.TokenEndsAt, now),
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<byte[]?> AppSecretAsync(NewWhatsApp added, string id, CancellationToken cancellation) =>
        added.OwnApp is { } app
            ? await vault.SealAsync(
                ConnectionStore.ApiSecretPlace(added.Tenant.OrganizationId, id),
                app.AppSecret,
                cancellation
            )
            : null;

    private async Task<PhoneRow> PhoneAsync(
        NewWhatsApp added,
        Guid wabaId,
        string connectionId,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var known = await phones.FindKnownAsync(added.Tenant, added.Number.Id, cancellation);
        var id = known?.Id ?? ids.Uuid();
        var pin = await PinAsync(added, known, id, cancellation);
        var made = new SealedPhone(id, wabaId, connectionId, pin);
        return PhoneOf(added, LivePhones.From(added.Number), made, now);
    }

    private static PhoneRow PhoneOf(NewWhatsApp added, LivePhone live, SealedPhone made, DateTimeOffset now) =>
        new()
        {
            Id = made.Id,
            OrganizationId = added.Tenant.OrganizationId,
            Environment = added.Tenant.Environment,
            WabaId = made.WabaId,
            ConnectionId = made.ConnectionId,
            OnboardingLinkId = added.OnboardingLinkId,
            MetaPhoneNumberId = added.Number.Id,
            PhoneNumber = LivePhones.E164(added.Number.DisplayPhoneNumber),
            DisplayPhoneNumber = added.Number.DisplayPhoneNumber ?? "",
            VerifiedName = live.VerifiedName,
            Status = live.Status,
            NameStatus = live.NameStatus,
            QualityRating = live.QualityRating,
            MessagingLimitTier = live.MessagingLimitTier,
            Throughput = live.Throughput,
            // A coexistence number is registered by the app on its owner's phone.
            IsRegistered = added.IsCoexistence,
            IsCoexistence = added.IsCoexistence,
            Pin = made.Pin.Box,
            PinIsKnown = made.Pin.IsKnown,
            RegisteredHereAt = added.IsRegisteredHere ? now : null,
            ExternalId = added.ExternalId,
            Metadata = added.Metadata,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Returns the given PIN, the PIN of a known number, or a new PIN.</summary>
    private async Task<SealedPin> PinAsync(NewWhatsApp added, PhoneRow? known, Guid id, CancellationToken cancellation)
    {
        if (added.Pin is null && known?.Pin is { } kept)
            return new(kept, known.PinIsKnown);
        var pin = added.Pin ?? new Secret(ids.Pin());
        var place = PhoneStore.PinPlace(added.Tenant.OrganizationId, id);
        return new(await vault.SealAsync(place, pin, cancellation), added.PinIsKnown);
    }

    private static string List(IReadOnlyList<string> metaIds) => JsonLists.Write(metaIds) ?? "[]";

    /// <summary>The sealed values of a connection, and the id that they are sealed for.</summary>
    private sealed record SealedConnection(string Id, SealedToken Token, byte[]? AppSecret);

    /// <summary>The sealed values of a number, the id that they are sealed for, and where the number belongs.</summary>
    private sealed record SealedPhone(Guid Id, Guid WabaId, string ConnectionId, SealedPin Pin);

    private sealed record SealedPin(byte[] Box, bool IsKnown);
}
