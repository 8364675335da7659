using System.Diagnostics;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>
/// The server's own spans. A trace begins with a request, is stored in the row of the event, and continues with the
/// call to the customer.
/// </summary>
internal static class Traces
{
    public const string SourceName = "Patchbay";

    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace context to store with a row; null when the trace is not recorded.</summary>
    public static string? ToKeep =>
        Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null;

    /// <summary>Continues a stored trace. Returns null without a stored trace or without a listener.</summary>
    public static Activity? GoOn(string name, ActivityKind kind, string? kept) =>
        kept is not null && ActivityContext.TryParse(kept, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : null;
}
