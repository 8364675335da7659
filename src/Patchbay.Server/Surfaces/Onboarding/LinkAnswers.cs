using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// Turns link rows into answers: what the row holds, then what its number and its newest attempt add.
/// </summary>
internal sealed class LinkAnswers(
    PhoneStore phones,
    AttemptStore attempts,
    RegistrationStore registrations,
    PublicAddress address,
    TimeProvider clock
)
{
    public CreatedLinkAnswer Created(CreatedLink link) =>
        new(LinkAnswer.From(link.Row, address, clock.GetUtcNow()))
        {
            WebhookSecret = link.WebhookSecret?.Reveal(),
            WebhookEvents = JsonLists.Read(link.Row.WebhookEvents),
        };

    public async Task<LinkAnswer> ReadAsync(LinkRow row, CancellationToken cancellation)
    {
        var phone = row.PhoneId is { } phoneId ? await phones.FindAsync(row.Tenant, phoneId, cancellation) : null;
        return LinkAnswer.From(row, address, clock.GetUtcNow()) with
        {
            PhoneNumber = phone?.PhoneNumber,
            IsPhoneRegistered = phone?.IsRegistered,
            LastAttempt = await LastAttemptAsync(row.Id, phone, cancellation),
        };
    }

    private async Task<AttemptAnswer?> LastAttemptAsync(Guid linkId, PhoneRow? phone, CancellationToken cancellation)
    {
        if (await attempts.LatestAsync(linkId, cancellation) is not { } attempt)
            return null;
        var steps = await attempts.StepsAsync(attempt.Id, cancellation);
        var obstacle = await ObstacleAsync(phone, cancellation);
        return new AttemptAnswer(
            attempt.UpdatedAt,
            attempt.Step,
            attempt.Outcome,
            attempt.ErrorCode,
            [
                .. steps.Select(step => new StepAnswer(
                    step.Step,
                    step.State,
                    step.ErrorCode,
                    step.StartedAt,
                    step.FinishedAt
                )),
            ]
        )
        {
            NextAction = obstacle is null ? null : RegistrationReasons.NextAction(obstacle.Reason),
            WaitUntil = obstacle?.Until,
        };
    }

    /// <summary>What keeps the link's number from being registered now.</summary>
    private async Task<RegistrationObstacle?> ObstacleAsync(PhoneRow? phone, CancellationToken cancellation)
    {
        if (phone is null or { IsRegistered: true })
            return null;
        var known = await registrations.FindAsync(phone.Environment, phone.MetaPhoneNumberId, cancellation);
        return known?.ObstacleAt(clock.GetUtcNow()) ?? new(RegistrationReasons.NotRegistered);
    }
}
