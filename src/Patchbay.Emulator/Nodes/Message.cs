using System.Text;

namespace Patchbay.Emulator.Nodes;

internal enum MessageStatus
{
    Accepted,
    Sent,
    Delivered,
    Read,
    Played,
    Failed,
}

/// <summary>One message in a chat between a business number and a customer, in either direction.</summary>
internal sealed class Message : Node
{
    public required string PhoneId { get; set; }

    /// <summary>The customer's digits, or the id of the group that the message went to.</summary>
    public required string Customer { get; set; }
    public bool Inbound { get; set; }
    public required string Type { get; set; }

    /// <summary>The value under the type's name on the wire, as JSON bytes.</summary>
    public required byte[] Content { get; set; }
    public string? ReplyTo { get; set; }
    public string? CallbackData { get; set; }
    public string? GroupId { get; set; }
    public MessageStatus Status { get; set; }

    /// <summary>The code that this message will fail with or has failed with.</summary>
    public int? FailsWith { get; set; }

    /// <summary>Billing category: service, marketing, utility or authentication.</summary>
    public string Category { get; set; } = "service";

    /// <summary>The template that Meta matched to a message of Direct Send.</summary>
    public string? TemplateId { get; set; }

    /// <summary>The time of each later status in milliseconds; 0 when it did not come. Played counts as read.</summary>
    public long SentAt { get; set; }
    public long DeliveredAt { get; set; }
    public long ReadAt { get; set; }
    public long FailedAt { get; set; }

    public string ContentText => Encoding.UTF8.GetString(Content);
}
