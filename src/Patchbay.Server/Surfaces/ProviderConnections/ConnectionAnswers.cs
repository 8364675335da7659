using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>
/// Makes answers from rows. An answer contains no credentials, and it masks the identifying numbers of a payment
/// receiver.
/// </summary>
internal sealed class ConnectionAnswers(
    ConnectionStore connections,
    PhoneStore phones,
    ConnectionStandings standings,
    PublicAddress address
)
{
    public async Task<ConnectionAnswer> FromAsync(ConnectionRow row, CancellationToken cancellation)
    {
        var phone = await phones.FindByConnectionAsync(row.Tenant, row.Id, cancellation);
        var receiver = Read(
            (await connections.ReceiverAsync(row, cancellation))?.Reveal(),
            ConnectionJson.Default.PaymentReceiver
        );
        var standing = await standings.OfAsync(row, cancellation);
        var withToken = WithToken(OfRow(row, FailedChecks(row)), row);
        return WithPayments(withToken, row, receiver) with
        {
            StatusReason = standing.Reason,
            NextAction = standing.NextAction,
            WaitUntil = standing.WaitUntil,
            DisplayPhoneNumber = phone?.DisplayPhoneNumber,
            QualityRating = phone?.QualityRating,
            MessagingLimitTier = phone?.MessagingLimitTier,
        };
    }

    private static List<string> FailedChecks(ConnectionRow row) =>
        ConnectionChecker
            .Kept(row)
            .Where(check => check.State == CheckState.Fail)
            .Select(check => check.Reason!)
            .ToList();

    private static ConnectionAnswer OfRow(ConnectionRow row, IReadOnlyList<string> failed) =>
        new()
        {
            Id = row.Id,
            Provider = row.Provider,
            Channel = row.Channel,
            Status = row.Status,
            DisplayName = row.DisplayName,
            Environment = row.Environment,
            WabaId = row.WabaId,
            PhoneNumberId = row.PhoneNumberId,
            IgBusinessAccountId = row.IgBusinessAccountId,
            PageId = row.PageId,
            ProviderAccountId = row.ProviderAccountId,
            WebhookSecretConfigured = row.WebhookSecret is not null,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            DisconnectedAt = row.DisconnectedAt,
            SuspensionReason = row.Status == ConnectionStatus.Suspended ? row.StatusReason : null,
            Active = row.IsActive,
            Restrictions = failed.Where(IsRestriction).ToList(),
            Warnings = failed.Where(reason => !IsRestriction(reason)).ToList(),
        };

    private static ConnectionAnswer WithToken(ConnectionAnswer answer, ConnectionRow row) =>
        answer with
        {
            CredentialLastFour = row.CredentialLastFour,
            TokenSource = row.TokenSource,
            TokenExpiresAt = row.TokenExpiresAt,
            TokenRefreshedAt = row.TokenRefreshedAt,
            TokenRotatedAt = row.TokenRotatedAt,
        };

    private ConnectionAnswer WithPayments(ConnectionAnswer answer, ConnectionRow row, PaymentReceiver? receiver) =>
        answer with
        {
            PaymentReceiver = receiver?.Masked(),
            PaymentCapabilities = Read(row.PaymentCapabilities, ConnectionJson.Default.PaymentCapabilities),
            AgenticCapabilities = Read(row.AgenticCapabilities, ConnectionJson.Default.AgenticCapabilities),
            DefaultParticipantId = row.DefaultParticipantId,
            AgentId = row.AgentId,
            AgenticApiBaseUrl = row.AgenticApiBaseUrl,
            WebhookUrl = PaymentWebhooks.AddressOf(address, row),
        };

    private static bool IsRestriction(string reason) => reason == NumberHealthRules.Restricted;

    private static T? Read<T>(string? json, JsonTypeInfo<T> type)
        where T : class => json is null ? null : JsonSerializer.Deserialize(json, type);
}
