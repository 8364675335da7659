using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Outgoing;

/// <summary>How a server works on deliveries.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Outgoing";

    /// <summary>
    /// How long an endpoint is left to a server that no longer renews its claim, before another takes it over. Longer than any
    /// call (15 s), or a customer may be called twice when a server hangs for a moment.
    /// </summary>
    [Range(6, 600)]
    public int LeaseSeconds { get; set; } = 30;
}
