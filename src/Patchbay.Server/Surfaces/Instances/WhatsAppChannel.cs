using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>A channel after its set-up. <see cref="IsNew"/> is false when it replaced another channel.</summary>
internal sealed record BoundChannel(WhatsAppStatus Status, bool IsNew);

/// <summary>Sets up and tears down the WhatsApp channel of an instance.</summary>
internal sealed class WhatsAppChannel(
    ChannelStore channels,
    ConnectionStore connections,
    NumberProof proof,
    NumberConnector connector,
    Disconnection disconnection,
    MetaApps apps,
    ChannelBinding binding,
    ChannelViews views
)
{
    /// <summary>
    /// Verifies the number, then stores and binds it in one transaction. After that, the channel's earlier number is
    /// disconnected.
    /// </summary>
    public async Task<Outcome<BoundChannel>> SetUpAsync(
        Tenant tenant,
        Actor actor,
        Guid instanceId,
        SetUpWhatsAppRequest request,
        CancellationToken cancellation
    )
    {
        var proven = await proof.OfAsync(
            tenant.Environment,
            new(request.AccessToken),
            new(request.AppSecret),
            request.PhoneNumberId,
            request.WabaId,
            cancellation
        );
        if (!proven.TryGet(out var number, out var problem))
            return problem;
        var wanted = new WantedChannel(instanceId, TokenSources.Manual)
        {
            DisplayPhone = request.DisplayPhone,
            VerifyToken = request.VerifyToken,
        };
        return await BindAsync(tenant, actor, number, wanted, cancellation);
    }

    public async Task<Outcome<BoundChannel>> BindAsync(
        Tenant tenant,
        Actor actor,
        ProvenNumber number,
        WantedChannel wanted,
        CancellationToken cancellation
    )
    {
        if (await IsBoundElsewhereAsync(tenant, number, wanted, cancellation))
            return InstanceProblems.BoundElsewhere;
        var prepared = await binding.PrepareAsync(tenant, wanted, cancellation);
        var (outcome, before) = await ConnectAsync(tenant, actor, number, prepared, cancellation);
        if (outcome.Problem is { } problem)
        {
            // Two concurrent set-ups of a number may both pass the first check. The slower set-up then fails at a
            // unique index.
            return await IsBoundElsewhereAsync(tenant, number, wanted, cancellation)
                ? InstanceProblems.BoundElsewhere
                : problem;
        }
        if (before is not null && before.ConnectionId != outcome.ConnectionId)
            await EndAsync(tenant, actor, before.ConnectionId, "replaced");
        var status = await views.StatusAsync(tenant, wanted.InstanceId, cancellation);
        return new BoundChannel(status with { VerifyToken = prepared.VerifyToken.Reveal() }, before is null);
    }

    /// <summary>Connects and binds the number in one transaction. <c>Before</c> is the replaced channel.</summary>
    private async Task<(ConnectOutcome Outcome, ChannelRow? Before)> ConnectAsync(
        Tenant tenant,
        Actor actor,
        ProvenNumber number,
        PreparedChannel channel,
        CancellationToken cancellation
    )
    {
        ChannelRow? before = null;
        var wanted = new NumberConnection(tenant, actor, number.App, number.Access)
        {
            TokenSource = channel.Wanted.TokenSource,
            TokenExpiresAt = number.Access.ExpiresAt,
            OwnApp = apps.IsConfigured(number.App) ? null : number.App,
            BindAsync = async (session, rows) => before = await binding.BindAsync(session, channel, rows.Phone),
        };
        var outcome = await connector.ConnectAsync(wanted, cancellation);
        return (outcome, before);
    }

    /// <summary>Ends the connection, removes the channel and wipes all credentials.</summary>
    public async Task<Problem?> TearDownAsync(Tenant tenant, Actor actor, Guid instanceId) =>
        await channels.FindAsync(tenant, instanceId, CancellationToken.None) is not { } channel
        || await EndAsync(tenant, actor, channel.ConnectionId, Disconnection.ByCaller) is { Status: 404 }
            ? InstanceProblems.NotConfigured
            : null;

    private Task<bool> IsBoundElsewhereAsync(
        Tenant tenant,
        ProvenNumber number,
        WantedChannel wanted,
        CancellationToken cancellation
    ) => binding.IsBoundElsewhereAsync(tenant, wanted.InstanceId, number.Id, cancellation);

    private async Task<Problem?> EndAsync(Tenant tenant, Actor actor, string connectionId, string reason) =>
        await connections.FindLiveAsync(tenant, connectionId, CancellationToken.None) is { } connection
            ? await disconnection.RunAsync(connection, actor, reason)
            : ConnectionProblems.NotFound;
}
