using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>An event of a group.</summary>
/// <remarks>The request id connects it to the call that caused it.</remarks>
public sealed record GroupEvent : GraphObject
{
    /// <summary>When the event happened, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary>Id of the group.</summary>
    public string? GroupId { get; set; }

    /// <summary>Kind of event.</summary>
    public GroupEventKind? Type { get; set; }

    /// <summary>Request id of the call that caused the event.</summary>
    public string? RequestId { get; set; }

    /// <summary>Name of the group.</summary>
    public string? Subject { get; set; }

    /// <summary>Description of the group.</summary>
    public string? Description { get; set; }

    /// <summary>Link to join the group.</summary>
    public string? InviteLink { get; set; }

    /// <summary>Whether joining needs approval: approval_required or auto_approve.</summary>
    public string? JoinApprovalMode { get; set; }

    /// <summary>Reason, such as <c>invite_link</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>Who caused the event: <c>business</c> or <c>participant</c>.</summary>
    public string? InitiatedBy { get; set; }

    /// <summary>Participants who joined.</summary>
    public IReadOnlyList<GroupEventMember>? AddedParticipants { get; set; }

    /// <summary>Participants who left.</summary>
    public IReadOnlyList<GroupEventMember>? RemovedParticipants { get; set; }

    /// <summary>Participants that could not be changed.</summary>
    public IReadOnlyList<GroupEventMember>? FailedParticipants { get; set; }

    /// <summary>Id of the request to join.</summary>
    public string? JoinRequestId { get; set; }

    /// <summary>WhatsApp id of the user who wants to join.</summary>
    public string? WaId { get; set; }

    /// <summary>Result of changing the picture.</summary>
    public GroupEventPart? ProfilePicture { get; set; }

    /// <summary>Result of changing the name.</summary>
    public GroupEventPart? GroupSubject { get; set; }

    /// <summary>Result of changing the description.</summary>
    public GroupEventPart? GroupDescription { get; set; }

    /// <summary>Errors of the change.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>A kind of group event.</summary>
[JsonConverter(typeof(OpenEnumConverter<GroupEventKind>))]
public readonly record struct GroupEventKind(string Value) : IOpenEnum<GroupEventKind>
{
    /// <summary>The group was created.</summary>
    public static GroupEventKind GroupCreate => new("group_create");

    /// <summary>The group was deleted.</summary>
    public static GroupEventKind GroupDelete => new("group_delete");

    /// <summary>The group was changed.</summary>
    public static GroupEventKind GroupSettingsUpdate => new("group_settings_update");

    /// <summary>Users joined.</summary>
    public static GroupEventKind GroupParticipantsAdd => new("group_participants_add");

    /// <summary>Users left.</summary>
    public static GroupEventKind GroupParticipantsRemove => new("group_participants_remove");

    /// <summary>Users joined, under the name in Meta's description.</summary>
    public static GroupEventKind GroupAddParticipants => new("group_add_participants");

    /// <summary>Users left, under the name in Meta's description.</summary>
    public static GroupEventKind GroupRemoveParticipants => new("group_remove_participants");

    /// <summary>A user asks to join.</summary>
    public static GroupEventKind GroupJoinRequestCreated => new("group_join_request_created");

    /// <summary>A user no longer asks to join.</summary>
    public static GroupEventKind GroupJoinRequestRevoked => new("group_join_request_revoked");

    /// <summary>The group was suspended.</summary>
    public static GroupEventKind GroupSuspend => new("group_suspend");

    /// <summary>The group is no longer suspended.</summary>
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

/// <summary>A participant in a group event.</summary>
public sealed record GroupEventMember : GraphObject
{
    /// <summary>The participant's WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The participant's business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>The user as given in the request.</summary>
    public string? Input { get; set; }

    /// <summary>Why the participant could not be changed.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>The result of changing a part of a group.</summary>
public sealed record GroupEventPart : GraphObject
{
    /// <summary>The new text.</summary>
    public string? Text { get; set; }

    /// <summary>MIME type of the picture.</summary>
    public string? MimeType { get; set; }

    /// <summary>SHA-256 of the picture.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Whether the part was changed.</summary>
    public bool? UpdateSuccessful { get; set; }

    /// <summary>Why the part was not changed.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}
