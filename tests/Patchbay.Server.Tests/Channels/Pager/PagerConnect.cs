using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>Proves a key at the provider and stores the connection with its account.</summary>
internal sealed class PagerConnect(
    PagerCompany company,
    ConnectionStore connections,
    ConnectionSessions sessions,
    AccountViews accounts,
    ConnectionAudit audit,
    Database database,
    Ids ids,
    TimeProvider clock
) : ChannelConnect
{
    public static readonly Problem KeyRefused = new(422, "key_refused", "The provider refuses this key.");

    public override string? IdOf(ConnectionRow connection) => connection.ProviderAccountId;

    public override async Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        config.AddIfPresent(PagerKind.ApiKey, (await connections.TokenAsync(connection, cancellation))?.Reveal());
        config.AddIfPresent(PagerKind.PagerId, connection.ProviderAccountId);
    }

    public override async Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!company.Accepts(config[PagerKind.ApiKey], config[PagerKind.PagerId]))
            return KeyRefused;
        var row = await RowAsync(draft, config, cancellation);
        var account = await accounts.PrepareAsync(row, draft, cancellation);
        await database.WriteAsync(
            async session =>
            {
                await connections.SaveAsync(session, row);
                await accounts.AttachAsync(session, account);
                await audit.DoneAsync(session, draft.Tenant, actor, ConnectionAudit.Created, row.Id);
            },
            cancellation
        );
        return account.Made.Id;
    }

    public override Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    ) =>
        Task.FromResult<Outcome<ProvenCredential>>(
            company.Accepts(credential.Reveal(), connection.ProviderAccountId ?? "")
                ? new ProvenCredential { Token = credential }
                : KeyRefused
        );

    private async Task<ConnectionRow> RowAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        var (tenant, id, now) = (draft.Tenant, ids.Connection(), clock.GetUtcNow());
        var token = await sessions.SealAsync(tenant, id, new Secret(config[PagerKind.ApiKey]), cancellation);
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = PagerKind.Settings.Name,
            Channel = PagerKind.Settings.Name,
            Status = ConnectionStatus.Connected,
            DisplayName = draft.DisplayName ?? draft.AccountKey,
            ProviderAccountId = config[PagerKind.PagerId],
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenHash = token.Hash,
            CheckDueAt = now + CheckRules.Interval,
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
