using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Surfaces.Onboarding;

public sealed class OnboardingOptions
{
    public const string Section = "Onboarding";

    /// <summary>The default lifetime of a link, in days.</summary>
    [Range(1, 90)]
    public int DefaultLifetimeDays { get; set; } = 7;

    /// <summary>The most attempts on the hosted page that one link accepts from one source.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>How long a server holds a run before another server may resume it, in seconds.</summary>
    [Range(10, 600)]
    public int LeaseSeconds { get; set; } = 120;
}
