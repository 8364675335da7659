using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>Meta has accepted the message; whether it arrives is told by status webhooks.</summary>
public sealed record SentMessage : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; set; }

    /// <summary>The id that status webhooks carry.</summary>
    [JsonIgnore]
    public string? Id => Messages.Count > 0 ? Messages[0].Id : null;

    /// <summary>Whom it goes to.</summary>
    public IReadOnlyList<SentContact> Contacts
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }

    /// <summary>The message, one entry.</summary>
    public IReadOnlyList<SentMessageId> Messages
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }
}

/// <summary>Whom a message goes to.</summary>
public sealed record SentContact : GraphObject
{
    /// <summary>The recipient as it was given.</summary>
    public string? Input { get; set; }

    /// <summary>The WhatsApp id, which can differ from the input (Brazil, Mexico); absent for users known by id only.</summary>
    public string? WaId { get; set; }

    /// <summary>The business-scoped user id.</summary>
    public string? UserId { get; set; }
}

/// <summary>The id of an accepted message.</summary>
public sealed record SentMessageId : GraphObject
{
    /// <summary>The id that status webhooks carry.</summary>
    public required string Id { get; set; }

    /// <summary>The group, for group messages.</summary>
    public string? GroupId { get; set; }

    /// <summary>For templates: whether it is held back.</summary>
    public AcceptedStatus? MessageStatus { get; set; }
}

/// <summary>What happens to an accepted template message.</summary>
[JsonConverter(typeof(OpenEnumConverter<AcceptedStatus>))]
public readonly record struct AcceptedStatus(string Value) : IOpenEnum<AcceptedStatus>
{
    /// <summary>On its way.</summary>
    public static AcceptedStatus Accepted => new("accepted");

    /// <summary>Waits until enough readers have reacted to the template.</summary>
    public static AcceptedStatus HeldForQualityAssessment => new("held_for_quality_assessment");

    /// <summary>Not sent: the template was paused.</summary>
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

/// <summary>Marks a received message, and those before it, as read.</summary>
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

    /// <summary>The received message, at most 30 days old.</summary>
    [JsonInclude]
    public string MessageId
    {
        get => field ?? "";
        internal init;
    }

    /// <summary>Shows that an answer is being written, for up to 25 seconds.</summary>
    [JsonInclude]
    public TypingIndicator? TypingIndicator { get; internal init; }
}

/// <summary>Shows that an answer is being written.</summary>
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
