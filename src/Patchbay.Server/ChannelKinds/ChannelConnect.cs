using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.ChannelKinds;

/// <summary>How accounts of a channel are proved, stored, changed and given up.</summary>
internal abstract class ChannelConnect
{
    /// <summary>
    /// What <see cref="UndoAsync"/> answers when Meta could not be asked: no app is configured or the token is gone.
    /// </summary>
    protected const string MetaNotAsked = "meta_not_asked";

    /// <summary>
    /// The id by which the provider knows the account of a connection; null for connections that show as no account.
    /// </summary>
    public virtual string? IdOf(ConnectionRow connection) => null;

    /// <summary>Adds the members of a <c>config</c> that the connection keeps, secrets in clear.</summary>
    public virtual Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    /// <summary>Proves and stores a new account, or one whose connection was ended. A failure stores nothing.</summary>
    /// <returns>The account's id.</returns>
    public virtual Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    ) => throw new NotSupportedException("This channel has no accounts.");

    /// <summary>Does what a change of an account needs at the provider, such as proving new credentials.</summary>
    /// <returns>True when the draft was stored; false when only the account's own row is left to store.</returns>
    public virtual Task<Outcome<bool>> UpdateAsync(AccountChange change, Actor actor, CancellationToken cancellation) =>
        Task.FromResult<Outcome<bool>>(false);

    /// <summary>The first fault of a request to connect with a token.</summary>
    public virtual Problem? Check(TokenConnection request) => null;

    /// <summary>Connects with a token that the caller already has.</summary>
    public virtual Task<ConnectOutcome> ConnectAsync(
        TokenConnection request,
        Actor actor,
        MetaApp app,
        CancellationToken cancellation
    ) => throw new NotSupportedException("This channel is not connected with a token.");

    /// <summary>Proves a credential that is to replace that of a connection. Nothing is stored.</summary>
    public abstract Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    );

    /// <summary>Finishes at the provider what was left pending; null when it is done.</summary>
    /// <param name="connection">Pending or connected.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="pin">The two-step PIN that the owner set, six digits; null without one.</param>
    /// <param name="cancellation">Ends it before anything is stored.</param>
    public virtual Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    ) => Task.FromResult<Problem?>(ConnectionProblems.NotRegistrable);

    /// <summary>Undoes at the provider what connecting did there, as far as it can.</summary>
    /// <returns>The code of what could not be undone; null when nothing is left.</returns>
    public virtual Task<string?> UndoAsync(ConnectionRow connection, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);
}

/// <summary>A change of an account, merged and free of faults.</summary>
/// <param name="Account">As it is stored.</param>
/// <param name="Draft">As it is to be.</param>
/// <param name="Config">Its config, with the names of the members that changed.</param>
internal sealed record AccountChange(FullAccount Account, AccountDraft Draft, ConfigMerge Config);

/// <summary>A connection to make from a token that the caller already has. Each channel reads its own ids.</summary>
internal sealed record TokenConnection(Tenant Tenant, Secret Token)
{
    public string? DisplayName { get; init; }
    public string TokenSource { get; init; } = TokenSources.Manual;
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public string? WabaId { get; init; }
    public string? PhoneNumberId { get; init; }
    public string? IgBusinessAccountId { get; init; }
    public string? PageId { get; init; }
}

/// <summary>A credential that a provider accepted for a connection. Exactly one of the two secrets is there.</summary>
internal sealed record ProvenCredential
{
    /// <summary>A token of Meta; a page's own, where that of a person was given.</summary>
    public Secret? Token { get; init; }

    /// <summary>The API key or client secret of a payment provider.</summary>
    public Secret? ApiSecret { get; init; }

    /// <summary>One of <see cref="TokenKinds"/>.</summary>
    public string? Kind { get; init; }
    public string? UserId { get; init; }

    /// <summary>When the provider says it ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    public string? PaymentCapabilities { get; init; }
    public string? AgenticCapabilities { get; init; }
}
