using System.Diagnostics;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>
/// Our own spans. A trace begins with the request that brought something, lies in the row of the event while that waits,
/// and goes on with the call to the customer.
/// </summary>
internal static class Traces
{
    public const string SourceName = "Patchbay";

    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>What to keep beside a row, so that its trace can go on later; null when nobody records this one.</summary>
    public static string? ToKeep =>
        Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null;

    /// <summary>Goes on with a trace that was kept; null when nobody listens, or none was.</summary>
    public static Activity? GoOn(string name, ActivityKind kind, string? kept) =>
        kept is not null && ActivityContext.TryParse(kept, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : null;
}
