using Patchbay.Graph;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Holds sends back to the rates that Meta allows, per number and per pair of number and customer: a short wait here
/// costs less than a refusal there. Several servers each know only their own sends; what they send together Meta may
/// still refuse.
/// </summary>
internal sealed class SendPacing(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Problem TooFast = new(
        429,
        "too_fast",
        "More messages than Meta takes from this number or for this customer; send later."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(6),
    };

    private readonly SendPacer _usual = new(time: clock),
        _upgraded = new(1000, time: clock),
        _alsoInApp = new(20, time: clock);

    /// <summary>
    /// Null once the message may go; the refusal at once when that would take too long. One that was refused does not
    /// count:
    /// otherwise each retry would postpone the caller's own turn.
    /// </summary>
    public async Task<Problem?> WaitAsync(PhoneRow phone, string recipient, CancellationToken cancellation) =>
        await PacerOf(phone).TryWaitAsync(phone.MetaPhoneNumberId, recipient, Patience, cancellation) ? null : TooFast;

    private SendPacer PacerOf(PhoneRow phone) =>
        phone.IsCoexistence ? _alsoInApp
        : phone.Throughput == "HIGH" ? _upgraded
        : _usual;
}
