using System.Text.Json.Serialization;

namespace Patchbay.Graph.Groups;

/// <summary>A group of up to eight users and the business.</summary>
public sealed record Group : GraphObject
{
    /// <summary>Id of the group.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Name of the group.</summary>
    public string? Subject { get; init; }

    /// <summary>Description of the group.</summary>
    public string? Description { get; init; }

    /// <summary>Whether joining needs approval.</summary>
    public JoinApproval? JoinApprovalMode { get; init; }

    /// <summary>Whether WhatsApp has suspended the group.</summary>
    public bool? Suspended { get; init; }

    /// <summary>When the group was created, in seconds since 1970.</summary>
    public long? CreationTimestamp { get; init; }

    /// <summary>Participants of the group.</summary>
    public IReadOnlyList<GroupMember>? Participants { get; init; }

    /// <summary>Number of participants, without the business.</summary>
    public int? TotalParticipantCount { get; init; }
}

/// <summary>A participant of a group.</summary>
public sealed record GroupMember : GraphObject
{
    /// <summary>The participant's WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The participant's business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>Whether joining a group needs approval.</summary>
[JsonConverter(typeof(OpenEnumConverter<JoinApproval>))]
public readonly record struct JoinApproval(string Value) : IOpenEnum<JoinApproval>
{
    /// <summary>The business approves each request to join.</summary>
    public static JoinApproval ApprovalRequired => new("approval_required");

    /// <summary>Every user with the link can join.</summary>
    public static JoinApproval AutoApprove => new("auto_approve");

    /// <inheritdoc/>
    public static JoinApproval Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(JoinApproval other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A page of groups.</summary>
/// <remarks>Its shape differs from that of other lists.</remarks>
public sealed record GroupList : GraphObject
{
    /// <summary>The groups of the page.</summary>
    public GroupListData? Data { get; init; }

    /// <summary>Links to the neighboring pages.</summary>
    public Paging? Paging { get; init; }
}

/// <summary>The groups of a page.</summary>
public sealed record GroupListData : GraphObject
{
    /// <summary>The groups.</summary>
    public IReadOnlyList<GroupSummary> Groups
    {
        get => field ?? [];
        init;
    }
}

/// <summary>A group in a list.</summary>
public sealed record GroupSummary : GraphObject
{
    /// <summary>Id of the group.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the group.</summary>
    public string? Subject { get; init; }

    /// <summary>When the group was created, in seconds since 1970.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CreatedAt { get; init; }
}

/// <summary>A new group.</summary>
/// <remarks>A webhook reports the result.</remarks>
public sealed record CreateGroup : GraphObject
{
    /// <summary>Name of the group, at most 128 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Description of the group, at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether joining needs approval; it does not when omitted.</summary>
    public JoinApproval? JoinApprovalMode { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>The answer to an accepted change.</summary>
/// <remarks>A webhook with the same request id reports the result.</remarks>
public sealed record GroupRequested : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the change is done, when no webhook follows.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }
}

/// <summary>An invitation to a group.</summary>
public sealed record GroupInvite : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The link to join the group.</summary>
    public string? InviteLink { get; init; }
}

/// <summary>A plain answer about a group.</summary>
public sealed record GroupAnswer : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }
}

/// <summary>An input that contains only the product.</summary>
public sealed record GroupCommand : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>Users to add to a group or remove from it, 1 to 8.</summary>
public sealed record GroupParticipants : GraphObject
{
    /// <summary>The users.</summary>
    public required IReadOnlyList<GroupParticipant> Participants { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A user to add or remove.</summary>
public sealed record GroupParticipant
{
    /// <summary>The user's number, with plus and country code.</summary>
    public string? User { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>Changes a group; omitted members stay as they are.</summary>
/// <remarks>A webhook reports the result.</remarks>
public sealed record UpdateGroup : GraphObject
{
    /// <summary>New name, at most 128 characters.</summary>
    public string? Subject { get; init; }

    /// <summary>New description, at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The group's picture; see <see cref="GroupOperations.SetPictureAsync"/>.</summary>
    public string? ProfilePictureFile { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}
