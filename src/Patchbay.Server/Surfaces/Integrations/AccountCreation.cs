using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Creates accounts of all channels.</summary>
internal sealed class AccountCreation(
    AccountStore accounts,
    ConnectionStore connections,
    DivisionStore divisions,
    ChannelRegistry channels
)
{
    /// <returns>The account's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(
        Tenant tenant,
        CreateAccountRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!AccountRules.ChannelOf(channels, request.Channel).TryGet(out var channel, out var problem))
            return problem;
        var config = ConfigMerge.New(channel.Settings, request.Config);
        if (AccountRules.Check(request, channel.Settings, config) is { Count: > 0 } faults)
            return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(tenant, request.DivisionId, cancellation))
            return AccountProblems.UnknownDivision;
        var draft = AccountRules.DraftOf(tenant, request, channel.Settings, config.Values);
        return await MakeAsync(channel, draft, config.Values, actor, cancellation);
    }

    private async Task<Outcome<Guid>> MakeAsync(
        Channel channel,
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await accounts.FindByKeyAsync(draft.Tenant, draft.Channel, draft.AccountKey, cancellation);
        if (held is not null && !await MayComeBackAsync(held, channel, config, cancellation))
            return AccountProblems.KeyTaken;
        try
        {
            return await channel.Connect.CreateAsync(draft, config, actor, cancellation);
        }
        catch (AccountChangedException)
        {
            return AccountProblems.KeyTaken; // a concurrent call took the key first
        }
    }

    /// <summary>Only an account whose connection was ended may be connected again under its key.</summary>
    private async Task<bool> MayComeBackAsync(
        AccountRow held,
        Channel channel,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    ) =>
        held.ConnectionId is { } id
        && await connections.FindAsync(held.Tenant, id, cancellation) is { DisconnectedAt: not null } ended
        && channel.Settings.IdKey is { } idKey
        && config.GetValueOrDefault(idKey) is { } given
        && given == channel.Connect.IdOf(ended);
}
