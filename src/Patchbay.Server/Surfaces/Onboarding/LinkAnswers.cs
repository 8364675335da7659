using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Turns link rows into what the wire shows.</summary>
internal sealed class LinkAnswers(PhoneStore phones, AttemptStore attempts, PublicAddress address, TimeProvider clock)
{
    public CreatedLinkAnswer Created(LinkRow row, string? secret, string[]? events) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Status = row.Status,
            ExternalId = row.ExternalId,
            Metadata = JsonLists.Raw(row.Metadata),
            RedirectUrl = row.RedirectUrl,
            HostedUrl = HostedUrl(row.Id),
            WebhookUrl = row.WebhookUrl,
            WebhookSecret = secret,
            WebhookEvents = events,
            CreatedAt = row.CreatedAt,
            ExpiresAt = row.ExpiresAt,
        };

    public async Task<LinkAnswer> ReadAsync(LinkRow row, CancellationToken cancellation)
    {
        var phone = row.PhoneId is { } phoneId ? await phones.FindAsync(row.Tenant, phoneId, cancellation) : null;
        return new LinkAnswer
        {
            Id = row.Id,
            Name = row.Name,
            Status = row.StatusAt(clock.GetUtcNow()),
            ExternalId = row.ExternalId,
            Metadata = JsonLists.Raw(row.Metadata),
            RedirectUrl = row.RedirectUrl,
            HostedUrl = HostedUrl(row.Id),
            PhoneNumberId = row.PhoneId,
            PhoneNumber = phone?.PhoneNumber,
            WabaId = row.WabaId,
            IsPhoneRegistered = phone?.IsRegistered,
            WebhookUrl = row.PhoneId is { } id ? Addresses.PhoneWebhook(address, id) : row.WebhookUrl,
            CreatedAt = row.CreatedAt,
            CompletedAt = row.CompletedAt,
            ExpiresAt = row.ExpiresAt,
            OpenedAt = row.OpenedAt,
            LastAttempt = await LastAttemptAsync(row.Id, cancellation),
        };
    }

    private string HostedUrl(Guid id) => $"{address.Base}/signup/{id}";

    private async Task<AttemptAnswer?> LastAttemptAsync(Guid linkId, CancellationToken cancellation)
    {
        if (await attempts.LatestAsync(linkId, cancellation) is not { } attempt)
            return null;
        var steps = await attempts.StepsAsync(attempt.Id, cancellation);
        return new(
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
        );
    }
}
