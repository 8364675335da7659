using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A WhatsApp number to be made ours, whichever way it came.</summary>
public sealed record NewWhatsApp(
    Tenant Tenant,
    BusinessAccount Account,
    PhoneNumber Number,
    Secret Token,
    string DisplayName
)
{
    /// <summary>Our live connection of this number, whose credentials are replaced.</summary>
    public ConnectionRow? Held { get; init; }

    public required string TokenSource { get; init; }
    public string? TokenKind { get; init; }
    public string? TokenUserId { get; init; }

    /// <summary>The app of the token, where its secret came with it.</summary>
    public MetaApp? OwnApp { get; init; }

    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>When Meta says the token ends; it may differ from what the caller wants shown.</summary>
    public DateTimeOffset? TokenEndsAt { get; init; }

    public bool IsCoexistence { get; init; }
    public string? BusinessId { get; init; }
    public IReadOnlyList<string> PageIds { get; init; } = [];
    public IReadOnlyList<string> DatasetIds { get; init; } = [];
    public IReadOnlyList<string> CatalogIds { get; init; } = [];
    public IReadOnlyList<string> InstagramAccountIds { get; init; } = [];
    public Guid? OnboardingLinkId { get; init; }
    public string? ExternalId { get; init; }
    public string? Metadata { get; init; }

    /// <summary>The PIN it was registered under before this; null: one that we keep or make.</summary>
    public Secret? Pin { get; init; }

    /// <summary>What is wanted of the account it shows as; null: nothing in particular.</summary>
    public AccountDraft? AsAccount { get; init; }
}

public sealed record WhatsAppRows(WabaRow Waba, ConnectionRow Connection, PhoneRow Phone);

/// <summary>Stores account, connection and number in one transaction; the connection is pending until it is finished at Meta.</summary>
internal sealed class WhatsAppAssets(
    Database database,
    ConnectionStore connections,
    WabaStore wabas,
    PhoneStore phones,
    AccountViews accounts,
    ConnectionSessions sessions,
    Vault vault,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="also">What belongs into the same transaction.</param>
    /// <returns>Null when the connection to be replaced was ended meanwhile.</returns>
    public async Task<WhatsAppRows?> SaveAsync(
        NewWhatsApp added,
        Func<DbSession, WhatsAppRows, Task> also,
        CancellationToken cancellation
    )
    {
        // Everything is sealed before the transaction: the vault reads, and the one writer must not wait for itself.
        var waba = await WabaRowAsync(added, cancellation);
        var connection = await ConnectionRowAsync(added, cancellation);
        var rows = new WhatsAppRows(waba, connection, await PhoneRowAsync(added, waba.Id, connection.Id, cancellation));
        var account = await accounts.PrepareAsync(connection, added.AsAccount, cancellation);
        var saved = await database.WriteAsync(
            async session =>
            {
                if (!await connections.SaveAsync(session, rows.Connection))
                    return false;
                await wabas.SaveAsync(session, rows.Waba);
                await phones.SaveAsync(session, rows.Phone);
                await accounts.AttachAsync(session, account);
                await also(session, rows);
                return true;
            },
            cancellation
        );
        if (!saved)
            return null;
        var phone = await phones.FindAsync(added.Tenant, rows.Phone.Id, cancellation);
        return rows with { Waba = (await wabas.FindAsync(added.Tenant, waba.Id, cancellation))!, Phone = phone! };
    }

    private async Task<WabaRow> WabaRowAsync(NewWhatsApp added, CancellationToken cancellation)
    {
        var account = added.Account;
        var known = await wabas.FindByMetaIdAsync(added.Tenant, account.Id, cancellation);
        return new WabaRow
        {
            Id = known?.Id ?? ids.Uuid(),
            OrganizationId = added.Tenant.OrganizationId,
            Environment = added.Tenant.Environment,
            MetaWabaId = account.Id,
            Name = account.Name,
            Currency = account.Currency,
            TimezoneId = account.TimezoneId,
            BusinessId = account.OwnerBusinessInfo?.Id ?? added.BusinessId,
            BusinessName = account.OwnerBusinessInfo?.Name,
            Source = added.TokenSource,
            PageIds = JsonLists.Write(added.PageIds)!,
            DatasetIds = JsonLists.Write(added.DatasetIds)!,
            CatalogIds = JsonLists.Write(added.CatalogIds)!,
            InstagramAccountIds = JsonLists.Write(added.InstagramAccountIds)!,
            ExternalId = added.ExternalId,
            Metadata = added.Metadata,
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
    }

    private async Task<ConnectionRow> ConnectionRowAsync(NewWhatsApp added, CancellationToken cancellation)
    {
        var (id, now) = (added.Held?.Id ?? ids.Connection(), clock.GetUtcNow());
        var token = await sessions.SealAsync(added.Tenant.OrganizationId, id, added.Token, cancellation);
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = added.Tenant.OrganizationId,
            Environment = added.Tenant.Environment,
            Provider = Providers.Meta,
            Channel = ChannelNames.WhatsApp,
            Status = ConnectionStatus.Pending,
            DisplayName = added.DisplayName,
            WabaId = added.Account.Id,
            PhoneNumberId = added.Number.Id,
            ProviderAccountId = added.Account.OwnerBusinessInfo?.Id ?? added.BusinessId,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenSource = added.TokenSource,
            TokenKind = added.TokenKind,
            TokenUserId = added.TokenUserId,
            ApiSecret = added.OwnApp is { } app
                ? await vault.SealAsync(
                    ConnectionStore.ApiSecretPlace(added.Tenant.OrganizationId, id),
                    app.AppSecret,
                    cancellation
                )
                : null,
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

    private async Task<PhoneRow> PhoneRowAsync(
        NewWhatsApp added,
        Guid wabaId,
        string connectionId,
        CancellationToken cancellation
    )
    {
        var number = added.Number;
        var known = await phones.FindByMetaIdAsync(added.Tenant.Environment, number.Id, cancellation);
        var id = known?.Id ?? ids.Uuid();
        var live = LivePhones.From(number);
        return new PhoneRow
        {
            Id = id,
            OrganizationId = added.Tenant.OrganizationId,
            Environment = added.Tenant.Environment,
            WabaId = wabaId,
            ConnectionId = connectionId,
            OnboardingLinkId = added.OnboardingLinkId,
            MetaPhoneNumberId = number.Id,
            PhoneNumber = LivePhones.E164(number.DisplayPhoneNumber),
            DisplayPhoneNumber = number.DisplayPhoneNumber ?? "",
            VerifiedName = live.VerifiedName,
            Status = live.Status,
            NameStatus = live.NameStatus,
            QualityRating = live.QualityRating,
            MessagingLimitTier = live.MessagingLimitTier,
            Throughput = live.Throughput,
            // A coexistence number is registered by the app on its owner's phone.
            IsRegistered = added.IsCoexistence,
            IsCoexistence = added.IsCoexistence,
            Pin =
                added.Pin is null && known?.Pin is { } kept
                    ? kept
                    : await vault.SealAsync(
                        PhoneStore.PinPlace(added.Tenant.OrganizationId, id),
                        added.Pin ?? new Secret(ids.Pin()),
                        cancellation
                    ),
            ExternalId = added.ExternalId,
            Metadata = added.Metadata,
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
    }
}
