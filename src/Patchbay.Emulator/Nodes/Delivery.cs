using System.Text;

namespace Patchbay.Emulator.Nodes;

internal enum DeliveryStatus
{
    Pending,
    Delivered,
    Dropped,
}

/// <summary>One webhook for one app, with every attempt to deliver it.</summary>
internal sealed class Delivery : Node
{
    public required string AppId { get; set; }
    public required string Url { get; set; }
    public required string Field { get; set; }
    public required byte[] Body { get; set; }

    /// <summary>
    /// Deliveries with the same key are sent one after the other, so that a conversation stays in order.
    /// </summary>
    public required string Order { get; set; }

    /// <summary>
    /// The event that several apps receive. When delivery to one app fails, the retry goes to all of them.
    /// </summary>
    public string? Event { get; set; }

    /// <summary>Changes in this request; more than one when they were batched.</summary>
    public int Updates { get; set; } = 1;

    /// <summary>The type of a body that is not JSON, which needs no signature header.</summary>
    public string? ContentType { get; set; }
    public DeliveryStatus Status { get; set; }

    /// <summary>How many attempts get lost before they reach the receiver.</summary>
    public int LosesAttempts { get; set; }
    public List<DeliveryAttempt> Attempts { get; set; } = [];

    /// <summary>Stands in for the app in deliveries of AbacatePay, which have a signature of their own.</summary>
    public const string AbacatePayApp = "abacatepay";

    public const string Form = "application/x-www-form-urlencoded";

    public string Text => Encoding.UTF8.GetString(Body);
}

internal sealed record DeliveryAttempt(long At, int? HttpStatus, string? Error, long Milliseconds);
