using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <content>The credentials of a connection.</content>
public sealed partial class ConnectionStore
{
    public static SecretPlace TokenPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "access_token");

    public static SecretPlace ApiSecretPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "api_secret");

    public static SecretPlace WebhookSecretPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "webhook_secret");

    public static SecretPlace ReceiverPlace(Guid organizationId, string id) =>
        new(organizationId, "connections", id, "payment_receiver");

    /// <summary>Returns the token, or null when the credentials were wiped.</summary>
    public Task<Secret?> TokenAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(TokenPlace(connection.OrganizationId, connection.Id), connection.AccessToken, cancellation);

    public Task<Secret?> ApiSecretAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(ApiSecretPlace(connection.OrganizationId, connection.Id), connection.ApiSecret, cancellation);

    public Task<Secret?> WebhookSecretAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(WebhookSecretPlace(connection.OrganizationId, connection.Id), connection.WebhookSecret, cancellation);

    public Task<Secret?> ReceiverAsync(ConnectionRow connection, CancellationToken cancellation) =>
        OpenAsync(ReceiverPlace(connection.OrganizationId, connection.Id), connection.PaymentReceiver, cancellation);

    private async Task<Secret?> OpenAsync(SecretPlace place, byte[]? box, CancellationToken cancellation) =>
        box is null ? null : await vault.OpenAsync(place, box, cancellation);
}
