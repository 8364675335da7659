using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Turns rows of numbers and of WhatsApp accounts into answers.</summary>
internal sealed class PhoneAnswers(
    ConnectionStore connections,
    WabaStore wabas,
    ChannelStore channels,
    ConnectionSessions sessions,
    ConnectionStandings standings,
    PublicAddress address
)
{
    /// <summary>Answers from stored rows only; for lists.</summary>
    public async Task<PhoneAnswer> ReadAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        return await FromAsync(phone, connection, cancellation) with
        {
            ConnectedAccount = waba is null ? null : ConnectedAccounts.Stored(waba),
        };
    }

    /// <summary>Answers with the connected account as Meta describes it now.</summary>
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
        var session = connection is null ? null : await sessions.FindAsync(connection, cancellation);
        return session is not null
            ? await ConnectedAccounts.LiveAsync(waba, session.Meta, cancellation)
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
            DatasetId = ConnectedAccounts.Ids(waba.DatasetIds).FirstOrDefault(),
            PageId = ConnectedAccounts.Ids(waba.PageIds).FirstOrDefault(),
            ExternalId = waba.ExternalId,
            Metadata = JsonLists.Raw(waba.Metadata),
            CreatedAt = waba.CreatedAt,
        };

    private async Task<PhoneAnswer> FromAsync(PhoneRow phone, ConnectionRow? connection, CancellationToken cancellation)
    {
        var standing = connection is null ? null : await standings.OfAsync(connection, cancellation);
        return From(phone, connection?.Status ?? ConnectionStatus.Disconnected) with
        {
            StatusReason = standing?.Reason,
            NextAction = standing?.NextAction,
            WaitUntil = standing?.WaitUntil,
            WebhookUrl = await WebhookUrlAsync(phone, cancellation),
        };
    }

    private static PhoneAnswer From(PhoneRow phone, string status) =>
        new()
        {
            Id = phone.Id,
            MetaPhoneNumberId = phone.MetaPhoneNumberId,
            PhoneNumber = phone.PhoneNumber,
            DisplayPhoneNumber = phone.DisplayPhoneNumber,
            VerifiedName = phone.VerifiedName,
            WabaId = phone.WabaId,
            ConnectionId = phone.ConnectionId,
            Status = status,
            MetaStatus = phone.Status,
            IsPhoneRegistered = phone.IsRegistered,
            ConnectionType = phone.IsCoexistence ? ConnectionType.Coexistence : ConnectionType.Cloud,
            QualityRating = phone.QualityRating,
            MessagingLimitTier = phone.MessagingLimitTier,
            Throughput = phone.Throughput,
            WebhookUrl = "",
            OnboardingLinkId = phone.OnboardingLinkId,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            CreatedAt = phone.CreatedAt,
            UpdatedAt = phone.UpdatedAt,
        };

    // All numbers of instances share one webhook address.
    private async Task<string> WebhookUrlAsync(PhoneRow phone, CancellationToken cancellation) =>
        await channels.IsBoundAsync(phone.Id, cancellation)
            ? Addresses.SharedHook(address)
            : Addresses.PhoneWebhook(address, phone.Id);
}
