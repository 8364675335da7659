using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Outgoing;

/// <summary>How much the delivery worker of one server takes on.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Outgoing";

    /// <summary>Calls to customers' endpoints at the same time. Too few, and endpoints that hang hold up the others.</summary>
    [Range(2, 10_000)]
    public int Concurrency { get; set; } = 256;

    /// <summary>
    /// How long a claimed delivery is left to its server before another takes it over. Longer than any call (15 s), or
    /// healthy servers take work from one another and customers are called twice.
    /// </summary>
    [Range(1, 600)]
    public int LeaseSeconds { get; set; } = 60;
}
