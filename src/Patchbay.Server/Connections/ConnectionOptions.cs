using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Connections;

/// <summary>How connections look after themselves.</summary>
public sealed class ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>The most background checks of one server in a minute; each asks the provider two to four things.</summary>
    [Range(6, 6000)]
    public int ChecksPerMinute { get; set; } = 60;

    /// <summary>The most token renewals of one server that run at the same time.</summary>
    [Range(1, 64)]
    public int ConcurrentRefreshes { get; set; } = 8;

    /// <summary>A readiness answer uses a check that is at most this old; an older one is made anew.</summary>
    [Range(0, 86_400)]
    public int FreshSeconds { get; set; } = 300;
}
