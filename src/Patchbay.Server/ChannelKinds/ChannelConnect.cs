using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.ChannelKinds;

/// <summary>Verifies, stores, changes and disconnects the accounts of a channel.</summary>
internal abstract class ChannelConnect
{
    /// <summary><see cref="UndoAsync"/> returns this code when no app is configured or the token is missing.</summary>
    protected const string MetaNotAsked = "meta_not_asked";

    /// <summary>The provider's id of a connection's account; null for connections without an account.</summary>
    public virtual string? IdOf(ConnectionRow connection) => null;

    /// <summary>Adds the members of a <c>config</c> that the connection stores, with unmasked secrets.</summary>
    public virtual Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    /// <summary>
    /// Verifies and stores a new account, or an account whose connection was ended. A failure stores nothing.
    /// </summary>
    /// <returns>The account's id.</returns>
    public virtual Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    ) => throw new NotSupportedException("This channel has no accounts.");

    /// <summary>Does what a change of an account needs at the provider, such as verifying new credentials.</summary>
    /// <returns>True when the draft was stored; false when the caller still has to store the account's own
    /// row.</returns>
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

    /// <summary>Verifies a credential that is to replace a connection's credential. Nothing is stored.</summary>
    public abstract Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    );

    /// <summary>Finishes what connecting left pending at the provider; null when everything is finished.</summary>
    /// <param name="connection">Pending or connected.</param>
    /// <param name="actor">The caller, for the audit log.</param>
    /// <param name="pin">The two-step verification PIN that the owner set, six digits; null if the owner set
    /// none.</param>
    /// <param name="cancellation">Cancels the call as long as nothing is stored.</param>
    public virtual Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    ) => Task.FromResult<Problem?>(ConnectionProblems.NotRegistrable);

    /// <summary>Undoes what connecting changed at the provider, as far as possible.</summary>
    /// <param name="connection">The connection that ends.</param>
    /// <param name="report">What may be undone; takes what stays at the provider.</param>
    /// <param name="cancellation">Ends the calls to the provider.</param>
    /// <returns>The code of a step that could not be undone; null when all steps were undone.</returns>
    public virtual Task<string?> UndoAsync(
        ConnectionRow connection,
        UndoReport report,
        CancellationToken cancellation
    ) => Task.FromResult<string?>(null);
}

/// <summary>A merged and validated change of an account.</summary>
/// <param name="Account">The stored account.</param>
/// <param name="Draft">The account after the change.</param>
/// <param name="Config">The config after the change, with the names of the changed members.</param>
internal sealed record AccountChange(FullAccount Account, AccountDraft Draft, ConfigMerge Config);

/// <summary>
/// A request to connect with a token that the caller already has. Each channel reads the ids that it needs.
/// </summary>
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

/// <summary>
/// A credential that a provider accepted for a connection. Either <c>Token</c> or <c>ApiSecret</c> is set.
/// </summary>
internal sealed record ProvenCredential
{
    /// <summary>A token of Meta. For a page, the page's own token, even if the caller gave a person's token.</summary>
    public Secret? Token { get; init; }

    /// <summary>The API key or client secret of a payment provider.</summary>
    public Secret? ApiSecret { get; init; }

    /// <summary>One of <see cref="TokenKinds"/>.</summary>
    public string? Kind { get; init; }
    public string? UserId { get; init; }

    /// <summary>When the credential expires, as the provider reports it.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    public string? PaymentCapabilities { get; init; }
    public string? AgenticCapabilities { get; init; }
}
