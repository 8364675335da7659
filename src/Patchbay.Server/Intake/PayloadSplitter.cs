namespace Patchbay.Server.Intake;

/// <summary>
/// Cuts a webhook body into events: one per message, one per status, one per other change. Members keep the bytes they
/// came with, and a body with a single event stays as it is.
/// </summary>
public static class PayloadSplitter
{
    /// <summary>The events in order; null when the body is not a payload that we can read.</summary>
    public static IReadOnlyList<SplitEvent>? Split(string environment, ReadOnlyMemory<byte> body)
    {
        using var payload = ParsedPayload.Read(body);
        return payload?.Events(environment);
    }
}
