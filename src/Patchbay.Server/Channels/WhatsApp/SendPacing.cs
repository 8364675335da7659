using Patchbay.Graph;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Delays messages to the rates that Meta allows, per number and per pair of number and customer, because a short wait
/// costs less than a refusal by Meta. Each server counts only its own messages, so Meta may still refuse messages when
/// several servers send.
/// </summary>
internal sealed class SendPacing(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Problem TooFast = new(
        429,
        "too_fast",
        "Too many messages from this number or to this customer for Meta's limits. Send again later."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(6),
    };

    private readonly SendPacer _usual = new(time: clock),
        _upgraded = new(1000, time: clock),
        _alsoInApp = new(20, time: clock);

    /// <summary>
    /// Waits until the message may be sent, then returns null. Returns an error at once when the wait would be too
    /// long. A refused message does not count, because otherwise each retry would lengthen the caller's wait.
    /// </summary>
    public async Task<Problem?> WaitAsync(PhoneRow phone, string recipient, CancellationToken cancellation) =>
        await PacerOf(phone).TryWaitAsync(phone.MetaPhoneNumberId, recipient, Patience, cancellation) ? null : TooFast;

    private SendPacer PacerOf(PhoneRow phone) =>
        phone.IsCoexistence ? _alsoInApp
        : phone.Throughput == "HIGH" ? _upgraded
        : _usual;
}
