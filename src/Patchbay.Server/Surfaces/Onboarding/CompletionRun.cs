using Patchbay.Graph;
using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>What one run has found so far; each step reads what earlier ones left here.</summary>
internal sealed class CompletionRun(LinkRow link, SignupAttemptRow attempt, SessionHints hints, MetaApp app)
{
    public LinkRow Link => link;

    public SignupAttemptRow Attempt => attempt;

    public SessionHints Hints => hints;

    public MetaApp App => app;

    public Tenant Tenant => link.Tenant;

    /// <summary>The code from the pop-up; null when the run was taken up again after its exchange.</summary>
    public Secret? Code { get; init; }

    public Secret? Token { get; set; }

    public DateTimeOffset? TokenExpiresAt { get; set; }

    public TokenInfo? TokenInfo { get; set; }

    public BusinessAccount? Account { get; set; }

    public PhoneNumber? Number { get; set; }

    public WabaRow? Waba { get; set; }

    public PhoneRow? Phone { get; set; }

    public bool IsCoexistence => hints.IsCoexistence || Number?.IsOnBizApp == true;

    public GraphSession Meta => app.As(Token!);
}

/// <summary>How a step ended. Only a fatal end stops the run.</summary>
internal readonly record struct StepEnd(string State, string? ErrorCode, bool IsFatal)
{
    public static readonly StepEnd Done = new(StepState.Done, null, false),
        Skipped = new(StepState.Skipped, null, false);

    public static StepEnd Fail(string code) => new(StepState.Failed, code, true);

    public static StepEnd GoOn(string code) => new(StepState.Failed, code, false);
}
