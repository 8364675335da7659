using System.Text.Json;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Payments;

/// <summary>Makes payment connections. Nothing is stored until the provider has confirmed the credentials.</summary>
internal sealed class PaymentConnector(
    ConnectionStore connections,
    AbacatePay abacatePay,
    Iniciador iniciador,
    ConnectionAudit audit,
    Vault vault,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    public async Task<ConnectOutcome> ConnectAsync(
        Tenant tenant,
        Actor actor,
        ConnectAbacatePayRequest request,
        CancellationToken cancellation
    )
    {
        var secret = new Secret(request.ApiKey!);
        var (grant, problem) = await abacatePay.VerifyAsync(tenant.Environment, secret, cancellation);
        if (problem is not null)
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        var draft = new PaymentDraft(
            Providers.AbacatePay,
            PaymentChannel.Payments,
            ShownText.Clean(request.DisplayName!),
            secret,
            grant!
        )
        {
            WebhookSecret = request.WebhookSecret,
            Receiver = request.PaymentReceiver,
        };
        return await SaveAsync(tenant, actor, draft, cancellation);
    }

    public async Task<ConnectOutcome> ConnectAsync(
        Tenant tenant,
        Actor actor,
        ConnectIniciadorRequest request,
        CancellationToken cancellation
    )
    {
        var secret = new Secret(request.ClientSecret!);
        var (grant, problem) = await iniciador.VerifyAsync(
            tenant.Environment,
            request.ClientId!,
            secret,
            request.DefaultParticipantId,
            request.AgentId,
            request.AgenticApiBaseUrl,
            cancellation
        );
        if (problem is not null)
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        var draft = new PaymentDraft(
            Providers.Iniciador,
            request.Channel ?? PaymentChannel.Payments,
            ShownText.Clean(request.DisplayName!),
            secret,
            grant!
        )
        {
            WebhookSecret = request.WebhookSecret,
            Receiver = request.PaymentReceiver,
            ParticipantId = request.DefaultParticipantId,
            AgentId = request.AgentId,
            AgentUrl = request.AgenticApiBaseUrl,
        };
        return await SaveAsync(tenant, actor, draft, cancellation);
    }

    private async Task<ConnectOutcome> SaveAsync(
        Tenant tenant,
        Actor actor,
        PaymentDraft draft,
        CancellationToken cancellation
    )
    {
        var held = draft.Grant.AccountId is { } account
            ? await connections.FindLiveProviderAccountAsync(
                tenant,
                draft.Provider,
                draft.Channel,
                account,
                cancellation
            )
            : null;
        var row = await RowAsync(tenant, draft, held, cancellation);
        try
        {
            var saved = await database.WriteAsync(
                async session =>
                {
                    if (!await connections.SaveAsync(session, row))
                        return false;
                    await audit.DoneAsync(
                        session,
                        tenant,
                        actor,
                        held is null ? ConnectionAudit.Created : ConnectionAudit.Replaced,
                        row.Id
                    );
                    return true;
                },
                cancellation
            );
            return saved ? new ConnectOutcome(row.Id, held is null) : ConnectionProblems.Changed;
        }
        catch (Exception error) when (database.IsDuplicate(error))
        {
            return ConnectionProblems.Changed; // a concurrent call connected the same account
        }
    }

    private async Task<ConnectionRow> RowAsync(
        Tenant tenant,
        PaymentDraft draft,
        ConnectionRow? held,
        CancellationToken cancellation
    )
    {
        var (id, now) = (held?.Id ?? ids.Connection(), clock.GetUtcNow());
        var boxes = await SealAsync(tenant, id, draft, cancellation);
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = draft.Provider,
            Channel = draft.Channel,
            Status = ConnectionStatus.Connected,
            DisplayName = draft.DisplayName,
            ProviderAccountId = draft.Grant.AccountId,
            ApiSecret = boxes.ApiSecret,
            WebhookSecret = boxes.WebhookSecret,
            PaymentReceiver = boxes.Receiver,
            PaymentCapabilities = draft.Grant.PaymentsJson,
            AgenticCapabilities = draft.Grant.AgenticJson,
            DefaultParticipantId = draft.ParticipantId,
            AgentId = draft.AgentId,
            AgenticApiBaseUrl = draft.AgentUrl,
            CredentialLastFour = draft.Secret.LastFour,
            CheckDueAt = now + CheckRules.Interval,
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Seals the secrets of a draft for the row with this id, which need not exist yet.</summary>
    private async Task<SealedSecrets> SealAsync(
        Tenant tenant,
        string id,
        PaymentDraft draft,
        CancellationToken cancellation
    )
    {
        var receiver = draft.Receiver is null
            ? null
            : new Secret(JsonSerializer.Serialize(draft.Receiver, StoredPaymentJson.Default.PaymentReceiver));
        async Task<byte[]?> BoxAsync(SecretPlace place, Secret? secret) =>
            secret is null ? null : await vault.SealAsync(place, secret, cancellation);
        return new SealedSecrets(
            await BoxAsync(ConnectionStore.ApiSecretPlace(tenant.OrganizationId, id), draft.Secret),
            await BoxAsync(
                ConnectionStore.WebhookSecretPlace(tenant.OrganizationId, id),
                draft.WebhookSecret is { } hook ? new Secret(hook) : null
            ),
            await BoxAsync(ConnectionStore.ReceiverPlace(tenant.OrganizationId, id), receiver)
        );
    }

    private sealed record SealedSecrets(byte[]? ApiSecret, byte[]? WebhookSecret, byte[]? Receiver);

    private sealed record PaymentDraft(
        string Provider,
        string Channel,
        string DisplayName,
        Secret Secret,
        ProviderGrant Grant
    )
    {
        public string? WebhookSecret { get; init; }
        public PaymentReceiver? Receiver { get; init; }
        public string? ParticipantId { get; init; }
        public string? AgentId { get; init; }
        public string? AgentUrl { get; init; }
    }
}
