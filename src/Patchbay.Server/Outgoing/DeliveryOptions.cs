using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Outgoing;

/// <summary>Settings of the delivery worker.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Outgoing";

    /// <summary>
    /// Seconds until another server takes over an endpoint whose server no longer renews its lease. Keep it above the
    /// 15 seconds that a call may take, or a customer may be called twice when a server hangs for a moment.
    /// </summary>
    [Range(6, 600)]
    public int LeaseSeconds { get; set; } = 30;
}
