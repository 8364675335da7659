using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>How the control API can disturb webhooks.</summary>
internal sealed class WebhookSwitches
{
    public bool BadSignature { get; set; }
    public bool NoSignature { get; set; }
    public bool Unescaped { get; set; }
    public bool Duplicate { get; set; }

    /// <summary>
    /// Delays each delivery by a different time of up to a second, so that conversations lose their order.
    /// </summary>
    public bool Reorder { get; set; }

    /// <summary>The maximum number of updates in one request; with 1, each update is sent alone.</summary>
    public int BatchSize { get; set; } = 1;

    /// <summary>How long a request waits for more updates before it leaves.</summary>
    public TimeSpan BatchWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Requests that still wait for more updates, by app, address, field and entry.</summary>
    public Dictionary<string, Delivery> OpenBatches { get; } = new(StringComparer.Ordinal);
}
