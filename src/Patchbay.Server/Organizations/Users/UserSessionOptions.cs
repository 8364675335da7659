using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Organizations.Users;

/// <summary>When the sessions of users end by themselves.</summary>
public sealed class UserSessionOptions
{
    public const string Section = "Sessions";

    /// <summary>Minutes without a request after which a session ends.</summary>
    [Range(1, 7 * 24 * 60)]
    public int IdleMinutes { get; set; } = 60;

    /// <summary>Hours after the log-in at which a session ends, whatever happens.</summary>
    [Range(1, 30 * 24)]
    public int MaxHours { get; set; } = 12;

    internal TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);

    internal TimeSpan MaxAge => TimeSpan.FromHours(MaxHours);
}
