using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>What an account that comes by log-in is to be: its name at Meta goes into its config, and what else is there stays.</summary>
internal sealed class LoginDrafts(AccountStore accounts)
{
    public async Task<AccountDraft> OfAsync(
        Tenant tenant,
        string channel,
        string metaId,
        ConnectionRow? held,
        string displayName,
        (string Member, string? Value) known,
        CancellationToken cancellation
    )
    {
        var key = IntegrationChannels.KeyOf(channel, metaId);
        var there =
            (held is null ? null : await accounts.FindByConnectionAsync(tenant, held.Id, cancellation))
            ?? await accounts.FindByKeyAsync(tenant, channel, key, cancellation);
        var config = there is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await accounts.OwnConfigAsync(there, cancellation);
        if (known.Value is { Length: > 0 } value)
            config[known.Member] = value;
        return new AccountDraft(tenant, channel, there?.AccountKey ?? key, displayName) { Config = config };
    }
}
