using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A user's answer to an interactive message.</summary>
public sealed record InboundInteractive : GraphObject
{
    /// <summary>The kind of answer, which tells the member that is set.</summary>
    public InteractiveReplyType? Type { get; set; }

    /// <summary>A tapped reply button.</summary>
    public ChoiceReply? ButtonReply { get; set; }

    /// <summary>A chosen row of a list.</summary>
    public ChoiceReply? ListReply { get; set; }

    /// <summary>A completed form: a flow or an address.</summary>
    public FormReply? NfmReply { get; set; }

    /// <summary>An answer to a request for permission to call.</summary>
    public CallPermissionReply? CallPermissionReply { get; set; }
}

/// <summary>A kind of answer to an interactive message.</summary>
[JsonConverter(typeof(OpenEnumConverter<InteractiveReplyType>))]
public readonly record struct InteractiveReplyType(string Value) : IOpenEnum<InteractiveReplyType>
{
    /// <summary>A reply button.</summary>
    public static InteractiveReplyType ButtonReply => new("button_reply");

    /// <summary>A row of a list.</summary>
    public static InteractiveReplyType ListReply => new("list_reply");

    /// <summary>A completed form.</summary>
    public static InteractiveReplyType NfmReply => new("nfm_reply");

    /// <summary>An answer to a request for permission to call.</summary>
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

/// <summary>The chosen button or row.</summary>
public sealed record ChoiceReply : GraphObject
{
    /// <summary>Id of the button or row.</summary>
    public string? Id { get; set; }

    /// <summary>Label of the button or row.</summary>
    public string? Title { get; set; }

    /// <summary>Description of the row.</summary>
    public string? Description { get; set; }
}

/// <summary>A completed form.</summary>
public sealed record FormReply : GraphObject
{
    /// <summary><c>flow</c> or <c>address_message</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Text that the chat shows.</summary>
    public string? Body { get; set; }

    /// <summary>The answers as JSON text, with the flow token.</summary>
    public string? ResponseJson { get; set; }
}

/// <summary>An answer to a request for permission to call.</summary>
public sealed record CallPermissionReply : GraphObject
{
    /// <summary>Whether permission was given.</summary>
    public CallPermissionAnswer? Response { get; set; }

    /// <summary>Whether the permission is permanent.</summary>
    public bool? IsPermanent { get; set; }

    /// <summary>When the permission ends, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? ExpirationTimestamp { get; set; }

    /// <summary><c>user_action</c> or <c>automatic</c>.</summary>
    public string? ResponseSource { get; set; }
}
