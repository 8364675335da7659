using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Ends attempts that did not succeed, together with their event.</summary>
internal sealed class AttemptEnding(AttemptStore attempts, Database database, OutgoingEvents events, TimeProvider clock)
{
    /// <summary>An attempt that has already ended stays as it is, and publishes no second event.</summary>
    public async Task EndAsync(
        LinkRow link,
        SignupAttemptRow attempt,
        string outcome,
        string step,
        string? errorCode,
        CancellationToken cancellation
    )
    {
        var name =
            outcome == AttemptOutcome.Abandoned ? EventNames.OnboardingLinkAbandoned : EventNames.OnboardingLinkFailed;
        var data = Wire.Text(
            new LinkEvent(link.Id, link.ExternalId, step, errorCode),
            OnboardingJson.Default.LinkEvent
        );
        await database.WriteAsync(
            async session =>
            {
                if (!await attempts.FinishAsync(session, attempt.Id, outcome, step, errorCode))
                    return;
                var e = new NewEvent(name, clock.GetUtcNow(), data) { Channel = PhoneChannel.Name };
                await events.PublishAsync(session, link.Tenant, e);
            },
            cancellation
        );
    }
}
