using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Surfaces.Onboarding;

public sealed class OnboardingOptions
{
    public const string Section = "Onboarding";

    /// <summary>How long a link lives when its maker says nothing, in days.</summary>
    [Range(1, 90)]
    public int DefaultLifetimeDays { get; set; } = 7;

    /// <summary>Runs through the hosted page that one link takes before it is shut.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>How long a run is held by the server that works on it before another takes it up, in seconds.</summary>
    [Range(10, 600)]
    public int LeaseSeconds { get; set; } = 120;
}
