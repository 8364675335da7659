using System.Text.RegularExpressions;

namespace Patchbay.Graph;

/// <summary>How the client reaches Meta.</summary>
/// <remarks>The options are immutable, and their defaults are right for production.</remarks>
public sealed partial record GraphClientOptions
{
    /// <summary>Root of the Graph API.</summary>
    /// <remarks>Point it at an emulator in tests.</remarks>
    public Uri BaseAddress { get; init; } = new("https://graph.facebook.com");

    /// <summary>Root of the Instagram API.</summary>
    /// <remarks>Point it at an emulator in tests.</remarks>
    public Uri InstagramAddress { get; init; } = new("https://graph.instagram.com");

    /// <summary>Root of Instagram's exchange of login codes.</summary>
    /// <remarks>Point it at an emulator in tests.</remarks>
    public Uri InstagramLoginAddress { get; init; } = new("https://api.instagram.com");

    /// <summary>Graph version that every path starts with, such as <c>v23.0</c>.</summary>
    public string Version { get; init; } = "v23.0";

    /// <summary>The app's secret.</summary>
    /// <remarks>
    /// When set, every call to the Graph host carries <c>appsecret_proof</c>, which some apps require.
    /// </remarks>
    public string? AppSecret { get; init; }

    /// <summary>Time limit of one exchange, body included; 30 seconds by default.</summary>
    /// <remarks>Media transfers use <see cref="MediaTimeout"/>.</remarks>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time limit of an upload, and of a download until its headers arrive; five minutes by default.</summary>
    public TimeSpan MediaTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest answer that is read, in bytes; 8 MiB by default.</summary>
    /// <remarks>A longer answer is a <see cref="GraphAnswerException"/>. Media downloads have no such limit.</remarks>
    public int MaxResponseBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Hosts, besides that of <see cref="BaseAddress"/>, to which a media download may send the token (HTTPS only).
    /// </summary>
    public IReadOnlyList<string> MediaHosts { get; init; } = ["lookaside.fbsbx.com"];

    /// <summary>Which calls are repeated, and how.</summary>
    public GraphRetryOptions Retry { get; init; } = new();

    /// <summary>Holds WhatsApp sends back to Meta's rates; null sends without pacing.</summary>
    /// <remarks>Share one pacer among the clients of a process.</remarks>
    public SendPacer? Pacer { get; init; }

    /// <summary>Called with the usage that Meta reports in the headers of an answer.</summary>
    /// <remarks>The delegate must be quick and must not throw.</remarks>
    public Action<GraphUsage>? UsageReported { get; init; }

    internal void EnsureValid()
    {
        EnsureWeb(BaseAddress, nameof(BaseAddress));
        EnsureWeb(InstagramAddress, nameof(InstagramAddress));
        EnsureWeb(InstagramLoginAddress, nameof(InstagramLoginAddress));
        if (!VersionShape().IsMatch(Version))
            throw new ArgumentException("The version must have the form v23.0.", nameof(Version));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero, nameof(Timeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MediaTimeout, TimeSpan.Zero, nameof(MediaTimeout));
        Retry.EnsureValid();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxResponseBytes, 1024, nameof(MaxResponseBytes));
    }

    internal Uri Root(GraphHost host) =>
        host switch
        {
            GraphHost.Instagram => InstagramAddress,
            GraphHost.InstagramLogin => InstagramLoginAddress,
            _ => BaseAddress,
        };

    private static void EnsureWeb(Uri address, string name)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException("The address must be an absolute http or https URL.", name);
    }

    /// <summary>The addresses and version, without the secret.</summary>
    public override string ToString() => $"{BaseAddress} {Version}";

    [GeneratedRegex(@"^v[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionShape();
}
