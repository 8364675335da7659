using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>How a person connects accounts of a channel by logging in at the provider with a browser.</summary>
internal abstract class ChannelLogIn
{
    /// <summary>Answered where the app is not set up for the log-in.</summary>
    public abstract Problem NotSetUp { get; }

    /// <summary>True when the person chooses among several accounts after the log-in.</summary>
    public virtual bool OffersChoice => false;

    /// <summary>The address of the provider's dialog; null when the app is not set up for it.</summary>
    public abstract string? DialogOf(MetaApp app, string redirectUri, string state);

    /// <summary>Exchanges the code that came back from the dialog.</summary>
    public abstract Task<Outcome<LogInResult>> FinishAsync(LogInCode code);

    /// <summary>Connects the accounts that the person chose.</summary>
    /// <param name="who">Who logged in.</param>
    /// <param name="handle">From <see cref="LogInResult.Handle"/>.</param>
    /// <param name="wanted">Ids out of the offered choices.</param>
    public virtual Task<Outcome<ChosenAccounts>> ChooseAsync(
        LogInOwner who,
        string handle,
        IReadOnlyList<string> wanted
    ) => throw new NotSupportedException("This channel offers no choice.");
}

/// <summary>Whose log-in it is.</summary>
/// <param name="Tenant">Gets the accounts.</param>
/// <param name="Actor">Is named in the audit log.</param>
/// <param name="Holder">The only one who can use a handle.</param>
internal sealed record LogInOwner(Tenant Tenant, Actor Actor, string Holder);

/// <summary>What came back from a dialog.</summary>
internal sealed record LogInCode(LogInOwner Owner, string Code, string RedirectUri);

/// <summary>A connected account, or choices with the handle that stands for the person's token.</summary>
internal sealed record LogInResult
{
    public AccountRow? Account { get; init; }
    public IReadOnlyList<PageChoice> Choices { get; init; } = [];
    public string? Handle { get; init; }
}

/// <summary>A page that a person works with.</summary>
public sealed record PageChoice(string Id, string? Name, string? Category, string? PictureUrl);

/// <summary>
/// What became of the chosen accounts: the names of those that are connected, and the ids of those that are not.
/// </summary>
internal sealed record ChosenAccounts(IReadOnlyList<string> Connected, IReadOnlyList<string> FailedIds);
