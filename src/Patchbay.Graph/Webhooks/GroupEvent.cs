using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Something about a group; the request id ties it to the call that caused it.</summary>
public sealed record GroupEvent : GraphObject
{
    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>The group.</summary>
    public string? GroupId { get; set; }

    /// <summary>What.</summary>
    public GroupEventKind? Type { get; set; }

    /// <summary>The call that caused it.</summary>
    public string? RequestId { get; set; }

    /// <summary>Its name.</summary>
    public string? Subject { get; set; }

    /// <summary>What it is about.</summary>
    public string? Description { get; set; }

    /// <summary>Its invitation.</summary>
    public string? InviteLink { get; set; }

    /// <summary>approval_required or auto_approve.</summary>
    public string? JoinApprovalMode { get; set; }

    /// <summary>Why, such as <c>invite_link</c>.</summary>
    public string? Reason { get; set; }

    /// <summary><c>business</c> or <c>participant</c>.</summary>
    public string? InitiatedBy { get; set; }

    /// <summary>Who joined.</summary>
    public IReadOnlyList<GroupEventMember>? AddedParticipants { get; set; }

    /// <summary>Who left.</summary>
    public IReadOnlyList<GroupEventMember>? RemovedParticipants { get; set; }

    /// <summary>Who stays as they were.</summary>
    public IReadOnlyList<GroupEventMember>? FailedParticipants { get; set; }

    /// <summary>The request to join.</summary>
    public string? JoinRequestId { get; set; }

    /// <summary>Who wants to join.</summary>
    public string? WaId { get; set; }

    /// <summary>Outcome for the picture.</summary>
    public GroupEventPart? ProfilePicture { get; set; }

    /// <summary>Outcome for the name.</summary>
    public GroupEventPart? GroupSubject { get; set; }

    /// <summary>Outcome for the description.</summary>
    public GroupEventPart? GroupDescription { get; set; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>What happens to a group.</summary>
[JsonConverter(typeof(OpenEnumConverter<GroupEventKind>))]
public readonly record struct GroupEventKind(string Value) : IOpenEnum<GroupEventKind>
{
    /// <summary>It was made.</summary>
    public static GroupEventKind GroupCreate => new("group_create");

    /// <summary>It was deleted.</summary>
    public static GroupEventKind GroupDelete => new("group_delete");

    /// <summary>It was changed.</summary>
    public static GroupEventKind GroupSettingsUpdate => new("group_settings_update");

    /// <summary>Users joined.</summary>
    public static GroupEventKind GroupParticipantsAdd => new("group_participants_add");

    /// <summary>Users left.</summary>
    public static GroupEventKind GroupParticipantsRemove => new("group_participants_remove");

    /// <summary>Users joined, by the description's name.</summary>
    public static GroupEventKind GroupAddParticipants => new("group_add_participants");

    /// <summary>Users left, by the description's name.</summary>
    public static GroupEventKind GroupRemoveParticipants => new("group_remove_participants");

    /// <summary>Someone wants to join.</summary>
    public static GroupEventKind GroupJoinRequestCreated => new("group_join_request_created");

    /// <summary>Someone no longer wants to join.</summary>
    public static GroupEventKind GroupJoinRequestRevoked => new("group_join_request_revoked");

    /// <summary>It was suspended.</summary>
    public static GroupEventKind GroupSuspend => new("group_suspend");

    /// <summary>It is no longer suspended.</summary>
    public static GroupEventKind GroupSuspendCleared => new("group_suspend_cleared");

    /// <inheritdoc/>
    public static GroupEventKind Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(GroupEventKind other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A member.</summary>
public sealed record GroupEventMember : GraphObject
{
    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>As it was given.</summary>
    public string? Input { get; set; }

    /// <summary>Why not.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>Outcome for a part of a group.</summary>
public sealed record GroupEventPart : GraphObject
{
    /// <summary>The text.</summary>
    public string? Text { get; set; }

    /// <summary>Type of the picture.</summary>
    public string? MimeType { get; set; }

    /// <summary>SHA-256 of the picture.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Whether it was changed.</summary>
    public bool? UpdateSuccessful { get; set; }

    /// <summary>Why not.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}
