using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Onboarding;

internal static class OnboardingProblems
{
    public static readonly Problem NoLink = Problem.NotFound("onboarding link"),
        OnlyPendingDeleted = new(400, "link_completed", "Only pending links can be deleted."),
        SigningUp = new(409, "link_in_use", "Somebody is signing up with this link; delete it when that has ended."),
        Expired = new(400, "link_expired", "This link has expired. Ask for a new link."),
        TooManyAttempts = new(429, "too_many_attempts", "This link has been tried too many times. Ask for a new link."),
        BadPageToken = new(403, "page_token_invalid", "This page is out of date; reload it."),
        WrongOrigin = new(403, "origin_refused", "This call did not come from the sign-up page."),
        AlreadyRunning = new(409, "attempt_used", "This page has already been used; reload it.");
}
