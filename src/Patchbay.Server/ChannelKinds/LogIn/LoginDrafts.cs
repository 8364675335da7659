using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;

namespace Patchbay.Server.ChannelKinds.LogIn;

/// <summary>
/// Makes drafts of accounts that connect by log-in. The name at Meta goes into the config; other settings stay.
/// </summary>
internal sealed class LoginDrafts(AccountStore accounts)
{
    public async Task<AccountDraft> OfAsync(
        Tenant tenant,
        ChannelSettings channel,
        string metaId,
        ConnectionRow? held,
        string displayName,
        (string Member, string? Value) known
    )
    {
        var key = channel.KeyOf(metaId);
        var there =
            (held is null ? null : await accounts.FindByConnectionAsync(tenant, held.Id, CancellationToken.None))
            ?? await accounts.FindByKeyAsync(tenant, channel.Name, key, CancellationToken.None);
        var config = there is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await accounts.OwnConfigAsync(there, CancellationToken.None);
        if (known.Value is { Length: > 0 } value)
            config[known.Member] = value;
        return new AccountDraft(tenant, channel.Name, there?.AccountKey ?? key, displayName) { Config = config };
    }
}
