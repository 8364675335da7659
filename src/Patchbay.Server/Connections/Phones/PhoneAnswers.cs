using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Turns number and account rows into what the wire shows.</summary>
internal sealed class PhoneAnswers(
    ConnectionStore connections,
    WabaStore wabas,
    ChannelStore channels,
    MetaApps apps,
    PublicAddress address
)
{
    /// <summary>From what is stored; for lists.</summary>
    public async Task<PhoneAnswer> ReadAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        return await FromAsync(phone, connection, cancellation) with
        {
            ConnectedAccount = waba is null ? null : ConnectedAccounts.Stored(waba),
        };
    }

    /// <summary>With the connected account as Meta sees it now.</summary>
    public async Task<PhoneAnswer> ReadLiveAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        return await FromAsync(phone, connection, cancellation) with
        {
            ConnectedAccount = waba is null ? null : await AccountAsync(waba, connection, cancellation),
        };
    }

    public async Task<ConnectedAccount> AccountAsync(
        WabaRow waba,
        ConnectionRow? connection,
        CancellationToken cancellation
    )
    {
        var token = connection is null ? null : await connections.TokenAsync(connection, cancellation);
        return token is not null && apps.Find(waba.Environment) is { } app
            ? await ConnectedAccounts.LiveAsync(waba, app.As(token), cancellation)
            : ConnectedAccounts.Stored(waba) with
            {
                GraphLookupErrors = [new LookupError("waba", waba.MetaWabaId, null, "not_connected")],
            };
    }

    public static WabaAnswer From(WabaRow waba) =>
        new()
        {
            Id = waba.Id,
            MetaWabaId = waba.MetaWabaId,
            Name = waba.Name,
            Currency = waba.Currency,
            OwnerBusiness = waba.BusinessId is { } id ? new NamedId(id, waba.BusinessName) : null,
            DatasetId = JsonLists.Read(waba.DatasetIds)!.FirstOrDefault(),
            PageId = JsonLists.Read(waba.PageIds)!.FirstOrDefault(),
            ExternalId = waba.ExternalId,
            Metadata = JsonLists.Raw(waba.Metadata),
            CreatedAt = waba.CreatedAt,
        };

    private async Task<PhoneAnswer> FromAsync(
        PhoneRow phone,
        ConnectionRow? connection,
        CancellationToken cancellation
    ) =>
        new()
        {
            Id = phone.Id,
            MetaPhoneNumberId = phone.MetaPhoneNumberId,
            PhoneNumber = phone.PhoneNumber,
            DisplayPhoneNumber = phone.DisplayPhoneNumber,
            VerifiedName = phone.VerifiedName,
            WabaId = phone.WabaId,
            ConnectionId = phone.ConnectionId,
            Status = connection?.Status ?? ConnectionStatus.Disconnected,
            MetaStatus = phone.Status,
            IsPhoneRegistered = phone.IsRegistered,
            ConnectionType = phone.IsCoexistence ? ConnectionType.Coexistence : ConnectionType.Cloud,
            QualityRating = phone.QualityRating,
            MessagingLimitTier = phone.MessagingLimitTier,
            Throughput = phone.Throughput,
            WebhookUrl = await WebhookUrlAsync(phone, cancellation),
            OnboardingLinkId = phone.OnboardingLinkId,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            CreatedAt = phone.CreatedAt,
            UpdatedAt = phone.UpdatedAt,
        };

    // A number of an instance shares one address with the others.
    private async Task<string> WebhookUrlAsync(PhoneRow phone, CancellationToken cancellation) =>
        await channels.IsBoundAsync(phone.Id, cancellation)
            ? Addresses.SharedHook(address)
            : Addresses.PhoneWebhook(address, phone.Id);
}
