using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A tap on something interactive.</summary>
public sealed record InboundInteractive : GraphObject
{
    /// <summary>Which member is there.</summary>
    public InteractiveReplyType? Type { get; set; }

    /// <summary>A reply button.</summary>
    public ChoiceReply? ButtonReply { get; set; }

    /// <summary>A row of a list.</summary>
    public ChoiceReply? ListReply { get; set; }

    /// <summary>A filled form: a flow or an address.</summary>
    public FormReply? NfmReply { get; set; }

    /// <summary>An answer on calling.</summary>
    public CallPermissionReply? CallPermissionReply { get; set; }
}

/// <summary>Kinds of taps.</summary>
[JsonConverter(typeof(OpenEnumConverter<InteractiveReplyType>))]
public readonly record struct InteractiveReplyType(string Value) : IOpenEnum<InteractiveReplyType>
{
    /// <summary>A reply button.</summary>
    public static InteractiveReplyType ButtonReply => new("button_reply");

    /// <summary>A row of a list.</summary>
    public static InteractiveReplyType ListReply => new("list_reply");

    /// <summary>A filled form.</summary>
    public static InteractiveReplyType NfmReply => new("nfm_reply");

    /// <summary>An answer on calling.</summary>
    public static InteractiveReplyType CallPermissionReply => new("call_permission_reply");

    /// <inheritdoc/>
    public static InteractiveReplyType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(InteractiveReplyType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What was chosen.</summary>
public sealed record ChoiceReply : GraphObject
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Its label.</summary>
    public string? Title { get; set; }

    /// <summary>Its description.</summary>
    public string? Description { get; set; }
}

/// <summary>A filled form.</summary>
public sealed record FormReply : GraphObject
{
    /// <summary><c>flow</c> or <c>address_message</c>.</summary>
    public string? Name { get; set; }

    /// <summary>What the chat shows.</summary>
    public string? Body { get; set; }

    /// <summary>The answers as JSON text, with the flow token.</summary>
    public string? ResponseJson { get; set; }
}

/// <summary>An answer on calling.</summary>
public sealed record CallPermissionReply : GraphObject
{
    /// <summary>Yes or no.</summary>
    public CallPermissionAnswer? Response { get; set; }

    /// <summary>Whether it holds for good.</summary>
    public bool? IsPermanent { get; set; }

    /// <summary>Until when, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? ExpirationTimestamp { get; set; }

    /// <summary><c>user_action</c> or <c>automatic</c>.</summary>
    public string? ResponseSource { get; set; }
}
