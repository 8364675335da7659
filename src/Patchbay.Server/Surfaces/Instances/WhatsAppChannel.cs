using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>The WhatsApp channel of an instance: a view on a connection, and what binds the two.</summary>
internal sealed class WhatsAppChannel(
    ChannelStore channels,
    ConnectionStore connections,
    PhoneStore phones,
    NumberProof numberProof,
    NumberConnector connector,
    Disconnection disconnection,
    MetaApps apps,
    VerifyTokens verifyTokens,
    Vault vault,
    PublicAddress address,
    Ids ids,
    TimeProvider clock
)
{
    private const int VerifyTokenLength = 32;

    public async Task<WhatsAppStatus> StatusAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        await channels.FindAsync(tenant, instanceId, cancellation) is { } channel
            ? await StatusAsync(tenant, channel, cancellation)
            : WhatsAppStatus.NotConfigured;

    public async Task<IReadOnlyList<ChannelAnswer>> ListAsync(
        Tenant tenant,
        Guid instanceId,
        CancellationToken cancellation
    )
    {
        var answers = new List<ChannelAnswer>();
        foreach (var row in await channels.ListAsync(tenant, instanceId, cancellation))
        {
            var connection = await connections.FindAsync(tenant, row.ConnectionId, cancellation);
            var status = await StatusAsync(tenant, row, cancellation);
            answers.Add(
                new ChannelAnswer
                {
                    Id = row.Id,
                    InstanceId = row.InstanceId,
                    ChannelType = row.ChannelType,
                    Provider = Providers.Meta,
                    ExternalIdentifier = row.PhoneNumberId,
                    ConnectionId = row.ConnectionId,
                    Enabled = status.Enabled,
                    Status = status.Status,
                    ErrorMessage = connection?.StatusReason,
                    Config = new(
                        status.DisplayPhone,
                        status.WebhookUrl!,
                        (await channels.VerifyTokenAsync(row, cancellation)).Reveal()
                    ),
                    LastEventAt = row.LastEventAt,
                    CreatedAt = row.CreatedAt,
                    UpdatedAt = row.UpdatedAt,
                }
            );
        }
        return answers;
    }

    /// <summary>Proves the number, then stores and binds it in one step; a number that was there before is disconnected after that.</summary>
    public async Task<(WhatsAppStatus? Status, bool IsNew, Problem? Problem)> SetUpAsync(
        Tenant tenant,
        Actor actor,
        InstanceRow instance,
        SetUpWhatsAppRequest wanted,
        CancellationToken cancellation
    )
    {
        var proof = await numberProof.OfAsync(
            tenant.Environment,
            new(wanted.AccessToken),
            new(wanted.AppSecret),
            wanted.PhoneNumberId,
            wanted.WabaId,
            cancellation
        );
        return !proof.TryGet(out var proven, out var problem)
            ? (null, false, problem)
            : await BindAsync(
                tenant,
                actor,
                instance.Id,
                proven,
                wanted.DisplayPhone,
                wanted.VerifyToken,
                TokenSources.Manual,
                cancellation
            );
    }

    public async Task<(WhatsAppStatus? Status, bool IsNew, Problem? Problem)> BindAsync(
        Tenant tenant,
        Actor actor,
        Guid instanceId,
        ProvenNumber proven,
        string? displayPhone,
        string? verifyToken,
        string source,
        CancellationToken cancellation
    )
    {
        var number = proven.Access.Number!.Id;
        if (await IsBoundElsewhereAsync(tenant, instanceId, number, cancellation))
            return (null, false, InstanceProblems.BoundElsewhere);
        verifyToken ??= ids.Token(VerifyTokenLength);
        var box = await vault.SealAsync(
            ChannelStore.VerifyTokenPlace(tenant.OrganizationId, instanceId),
            new Secret(verifyToken),
            cancellation
        );
        ChannelRow? before = null;
        var now = clock.GetUtcNow();
        var wanted = new NumberConnection(tenant, actor, proven.App, proven.Access)
        {
            TokenSource = source,
            TokenExpiresAt = proven.Access.ExpiresAt,
            OwnApp = apps.IsConfigured(proven.App) ? null : proven.App,
            BindAsync = async (session, rows) =>
                before = await channels.BindAsync(
                    session,
                    new ChannelRow
                    {
                        Id = ids.Uuid(),
                        OrganizationId = tenant.OrganizationId,
                        Environment = tenant.Environment,
                        InstanceId = instanceId,
                        ChannelType = ChannelRow.WhatsApp,
                        ConnectionId = rows.Connection.Id,
                        PhoneId = rows.Phone.Id,
                        PhoneNumberId = number,
                        DisplayPhone = displayPhone,
                        VerifyToken = box,
                        VerifyTokenHash = verifyTokens.Hash(VerifyTokens.OfInstances, verifyToken),
                        CreatedAt = now,
                        UpdatedAt = now,
                    }
                ),
        };
        var outcome = await connector.ConnectAsync(wanted, cancellation);
        if (outcome.Problem is { } problem)
            return (
                null,
                false,
                await IsBoundElsewhereAsync(tenant, instanceId, number, cancellation)
                    ? InstanceProblems.BoundElsewhere
                    : problem
            );
        if (before is not null && before.ConnectionId != outcome.ConnectionId)
            await EndAsync(tenant, actor, before.ConnectionId, "replaced");
        return (
            await StatusAsync(tenant, instanceId, cancellation) with
            {
                VerifyToken = verifyToken,
            },
            before is null,
            null
        );
    }

    /// <summary>Ends the connection and with it the channel; every credential is wiped.</summary>
    public async Task<Problem?> TearDownAsync(Tenant tenant, Actor actor, Guid instanceId) =>
        await channels.FindAsync(tenant, instanceId, CancellationToken.None) is not { } channel
        || await EndAsync(tenant, actor, channel.ConnectionId, "disconnected_by_caller") is { Status: 404 }
            ? InstanceProblems.NotConfigured
            : null;

    // Asked before, and again when the other set-up of the number was faster.
    private async Task<bool> IsBoundElsewhereAsync(
        Tenant tenant,
        Guid instanceId,
        string number,
        CancellationToken cancellation
    ) => await channels.FindByNumberAsync(tenant, number, cancellation) is { } bound && bound.InstanceId != instanceId;

    private async Task<Problem?> EndAsync(Tenant tenant, Actor actor, string connectionId, string reason) =>
        await connections.FindLiveAsync(tenant, connectionId, CancellationToken.None) is { } connection
            ? await disconnection.RunAsync(connection, actor, reason)
            : ConnectionProblems.NotFound;

    private async Task<WhatsAppStatus> StatusAsync(Tenant tenant, ChannelRow channel, CancellationToken cancellation)
    {
        var connection = await connections.FindLiveAsync(tenant, channel.ConnectionId, cancellation);
        if (connection is null)
            return WhatsAppStatus.NotConfigured;
        var phone = await phones.FindAsync(tenant, channel.PhoneId, cancellation);
        return new(
            channel.DisplayPhone ?? phone?.PhoneNumber,
            true,
            channel.PhoneNumberId,
            StatusOf(connection.Status),
            Addresses.SharedHook(address)
        );
    }

    private static string StatusOf(string connection) =>
        connection switch
        {
            ConnectionStatus.Connected => ChannelStatus.Active,
            ConnectionStatus.Pending => ChannelStatus.Pending,
            _ => ChannelStatus.Error,
        };
}
