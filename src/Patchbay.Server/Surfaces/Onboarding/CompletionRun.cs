using System.Runtime.CompilerServices;
using Patchbay.Graph;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The results of a run so far. Each step sets members that later steps read. Reading a member before its step has run
/// is a defect and throws.
/// </summary>
internal sealed class CompletionRun(LinkRow link, SignupAttemptRow attempt, SessionHints hints, MetaApp app)
{
    public LinkRow Link => link;

    public SignupAttemptRow Attempt => attempt;

    public SessionHints Hints => hints;

    public MetaApp App => app;

    public Tenant Tenant => link.Tenant;

    /// <summary>The code of the pop-up; null when the run is resumed after its code was exchanged.</summary>
    public Secret? Code { get; init; }

    public DateTimeOffset? TokenExpiresAt { get; set; }

    public Secret Token
    {
        get => Found(field);
        set;
    }

    public TokenInfo TokenInfo
    {
        get => Found(field);
        set;
    }

    public BusinessAccount Account
    {
        get => Found(field);
        set;
    }

    public PhoneNumber Number
    {
        get => Found(field);
        set;
    }

    public WabaRow Waba
    {
        get => Found(field);
        set;
    }

    public PhoneRow Phone
    {
        get => Found(field);
        set;
    }

    /// <summary>Why the number could not be registered; null when it is registered.</summary>
    public string? Unregistered { get; set; }

    public bool IsCoexistence => hints.IsCoexistence || Number.IsOnBizApp == true;

    public GraphSession Meta => app.As(Token);

    private static T Found<T>(T? value, [CallerMemberName] string name = "")
        where T : class => value ?? throw new InvalidOperationException($"No step has found the run's {name} yet.");
}

/// <summary>How a step ended. Only a fatal end stops the run.</summary>
internal readonly record struct StepEnd(string State, string? ErrorCode, bool IsFatal)
{
    public static readonly StepEnd Done = new(StepState.Done, null, false),
        Skipped = new(StepState.Skipped, null, false);

    public static StepEnd Fail(string code) => new(StepState.Failed, code, true);

    public static StepEnd GoOn(string code) => new(StepState.Failed, code, false);
}
