using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Connections;

/// <summary>How connections are checked and renewed in the background.</summary>
public sealed class ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>
    /// The most background checks of one server in a minute. Each makes two to four calls to the provider.
    /// </summary>
    [Range(6, 6000)]
    public int ChecksPerMinute { get; set; } = 60;

    /// <summary>The most token renewals that one server runs at the same time.</summary>
    [Range(1, 64)]
    public int ConcurrentRefreshes { get; set; } = 8;

    /// <summary>A readiness answer reuses a check that is at most this many seconds old.</summary>
    [Range(0, 86_400)]
    public int FreshSeconds { get; set; } = 300;
}
