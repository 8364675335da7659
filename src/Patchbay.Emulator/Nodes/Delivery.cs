using System.Text;

namespace Patchbay.Emulator.Nodes;

internal enum DeliveryStatus
{
    Pending,
    Delivered,
    Dropped,
}

/// <summary>One webhook for one app, with every attempt made to hand it over.</summary>
internal sealed class Delivery : Node
{
    public required string AppId { get; set; }
    public required string Url { get; set; }
    public required string Field { get; set; }
    public required byte[] Body { get; set; }

    /// <summary>Deliveries with the same key go out one after the other: a conversation stays in order.</summary>
    public required string Order { get; set; }

    /// <summary>What happened, for every app that hears of it: a retry for one goes to all.</summary>
    public string? Event { get; set; }

    /// <summary>Changes in this request; more than one when they were batched.</summary>
    public int Updates { get; set; } = 1;

    /// <summary>Of bodies that are not JSON; they carry their signature themselves.</summary>
    public string? ContentType { get; set; }
    public DeliveryStatus Status { get; set; }
    public List<DeliveryAttempt> Attempts { get; set; } = [];

    /// <summary>Stands in for the app in deliveries of AbacatePay, which have a signature of their own.</summary>
    public const string AbacatePayApp = "abacatepay";

    public const string Form = "application/x-www-form-urlencoded";

    public string Text => Encoding.UTF8.GetString(Body);
}

internal sealed record DeliveryAttempt(long At, int? HttpStatus, string? Error, long Milliseconds);
