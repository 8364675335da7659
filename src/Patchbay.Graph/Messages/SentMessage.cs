using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>The answer to an accepted message.</summary>
/// <remarks>Status webhooks report its delivery.</remarks>
public sealed record SentMessage : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }

    /// <summary>Id of the message, which status webhooks carry.</summary>
    [JsonIgnore]
    public string? Id => Messages.Count > 0 ? Messages[0].Id : null;

    /// <summary>The recipient.</summary>
    public IReadOnlyList<SentContact> Contacts
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }

    /// <summary>The message: one entry.</summary>
    public IReadOnlyList<SentMessageId> Messages
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }
}

/// <summary>The recipient of an accepted message.</summary>
public sealed record SentContact : GraphObject
{
    /// <summary>The recipient as given in the request.</summary>
    public string? Input { get; set; }

    /// <summary>WhatsApp id, which can differ from the input (Brazil, Mexico).</summary>
    /// <remarks>The WhatsApp id is absent for users known only by their business-scoped id.</remarks>
    public string? WaId { get; set; }

    /// <summary>The business-scoped user id.</summary>
    public string? UserId { get; set; }
}

/// <summary>The id of an accepted message.</summary>
public sealed record SentMessageId : GraphObject
{
    /// <summary>Id of the message, which status webhooks carry.</summary>
    public required string Id { get; set; }

    /// <summary>Id of the group, for group messages.</summary>
    public string? GroupId { get; set; }

    /// <summary>For templates: whether Meta holds the message back.</summary>
    public AcceptedStatus? MessageStatus { get; set; }
}

/// <summary>The status of an accepted template message.</summary>
[JsonConverter(typeof(OpenEnumConverter<AcceptedStatus>))]
public readonly record struct AcceptedStatus(string Value) : IOpenEnum<AcceptedStatus>
{
    /// <summary>The message is being sent.</summary>
    public static AcceptedStatus Accepted => new("accepted");

    /// <summary>The message waits until enough users have reacted to the template.</summary>
    public static AcceptedStatus HeldForQualityAssessment => new("held_for_quality_assessment");

    /// <summary>The message is not sent, because the template was paused.</summary>
    public static AcceptedStatus Paused => new("paused");

    /// <inheritdoc/>
    public static AcceptedStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AcceptedStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Marks a received message and all earlier messages as read.</summary>
public sealed record ReadMark
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    [JsonInclude]
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        internal init;
    }

    /// <summary>Always <c>read</c>.</summary>
    [JsonInclude]
    public string Status
    {
        get => field ?? "read";
        internal init;
    }

    /// <summary>Id of the received message, at most 30 days old.</summary>
    [JsonInclude]
    public string MessageId
    {
        get => field ?? "";
        internal init;
    }

    /// <summary>Shows a typing indicator, for up to 25 seconds.</summary>
    [JsonInclude]
    public TypingIndicator? TypingIndicator { get; internal init; }
}

/// <summary>Shows a typing indicator.</summary>
public sealed record TypingIndicator
{
    /// <summary>Always <c>text</c>.</summary>
    [JsonInclude]
    public string Type
    {
        get => field ?? "text";
        internal init;
    }
}
