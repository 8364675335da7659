using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>How a person connects accounts of a channel by logging in at the provider with a browser.</summary>
internal abstract class ChannelLogIn
{
    /// <summary>The error when the app is not set up for the log-in.</summary>
    public abstract Problem NotSetUp { get; }

    /// <summary>True when the person chooses among several accounts after the log-in.</summary>
    public virtual bool OffersChoice => false;

    /// <summary>The address of the provider's dialog; null when the app is not set up for the log-in.</summary>
    public abstract string? DialogOf(MetaApp app, string redirectUri, string state);

    /// <summary>Exchanges the code that came back from the dialog.</summary>
    public abstract Task<Outcome<LogInResult>> FinishAsync(LogInCode code);

    /// <summary>Connects the accounts that the person chose.</summary>
    /// <param name="who">The owner of the log-in.</param>
    /// <param name="handle">The value of <see cref="LogInResult.Handle"/>.</param>
    /// <param name="wanted">The ids that the person chose.</param>
    public virtual Task<Outcome<ChosenAccounts>> ChooseAsync(
        LogInOwner who,
        string handle,
        IReadOnlyList<string> wanted
    ) => throw new NotSupportedException("This channel offers no choice.");
}

/// <summary>The owner of a log-in.</summary>
/// <param name="Tenant">The tenant that gets the accounts.</param>
/// <param name="Actor">The actor in the audit log.</param>
/// <param name="Holder">The only caller who can use the handle.</param>
internal sealed record LogInOwner(Tenant Tenant, Actor Actor, string Holder);

/// <summary>The code with which a person returned from the dialog.</summary>
internal sealed record LogInCode(LogInOwner Owner, string Code, string RedirectUri);

/// <summary>A connected account, or choices with a handle that stands for the person's token.</summary>
internal sealed record LogInResult
{
    public AccountRow? Account { get; init; }
    public IReadOnlyList<PageChoice> Choices { get; init; } = [];
    public string? Handle { get; init; }
}

/// <summary>A page that a person can connect.</summary>
public sealed record PageChoice(string Id, string? Name, string? Category, string? PictureUrl);

/// <summary>The names of the accounts that were connected, and the ids of those that failed.</summary>
internal sealed record ChosenAccounts(IReadOnlyList<string> Connected, IReadOnlyList<string> FailedIds);
