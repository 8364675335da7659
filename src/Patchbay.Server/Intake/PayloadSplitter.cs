namespace Patchbay.Server.Intake;

/// <summary>
/// Cuts a webhook body into events: one per message, one per status, one per other change. Members keep their original
/// bytes, and a body with a single event stays as it is.
/// </summary>
public static class PayloadSplitter
{
    /// <summary>Returns the events in order; null when the body is not a payload that this server can read.</summary>
    public static IReadOnlyList<SplitEvent>? Split(string environment, ReadOnlyMemory<byte> body)
    {
        using var payload = ParsedPayload.Read(body);
        return payload?.Events(environment);
    }
}
