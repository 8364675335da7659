using System.Text.Json.Serialization;

namespace Patchbay.Graph.Groups;

/// <summary>A group of up to eight users and the business.</summary>
public sealed record Group : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Its name.</summary>
    public string? Subject { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>Whether joining needs approval.</summary>
    public JoinApproval? JoinApprovalMode { get; init; }

    /// <summary>Whether WhatsApp has suspended it.</summary>
    public bool? Suspended { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? CreationTimestamp { get; init; }

    /// <summary>Who is in it.</summary>
    public IReadOnlyList<GroupMember>? Participants { get; init; }

    /// <summary>How many are in it, the business aside.</summary>
    public int? TotalParticipantCount { get; init; }
}

/// <summary>A user in a group.</summary>
public sealed record GroupMember : GraphObject
{
    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>Whether joining needs approval.</summary>
[JsonConverter(typeof(OpenEnumConverter<JoinApproval>))]
public readonly record struct JoinApproval(string Value) : IOpenEnum<JoinApproval>
{
    /// <summary>The business approves each.</summary>
    public static JoinApproval ApprovalRequired => new("approval_required");

    /// <summary>Whoever has the link joins.</summary>
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

/// <summary>A page of groups; not shaped as other lists are.</summary>
public sealed record GroupList : GraphObject
{
    /// <summary>The page.</summary>
    public GroupListData? Data { get; init; }

    /// <summary>Where the neighbouring pages are.</summary>
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

/// <summary>A group in short.</summary>
public sealed record GroupSummary : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Subject { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CreatedAt { get; init; }
}

/// <summary>A new group. The result comes as a webhook.</summary>
public sealed record CreateGroup : GraphObject
{
    /// <summary>Its name, at most 128 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>What it is about, at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Automatic when left out.</summary>
    public JoinApproval? JoinApprovalMode { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A change was accepted; its result comes as a webhook with the same request id.</summary>
public sealed record GroupRequested : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Id of the change.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether it was done, where no webhook follows.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }
}

/// <summary>An invitation.</summary>
public sealed record GroupInvite : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The link to join by.</summary>
    public string? InviteLink { get; init; }
}

/// <summary>A plain answer about a group.</summary>
public sealed record GroupAnswer : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }
}

/// <summary>An input that names the product only.</summary>
public sealed record GroupCommand : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>Users to add or remove, 1 to 8.</summary>
public sealed record GroupParticipants : GraphObject
{
    /// <summary>Them.</summary>
    public required IReadOnlyList<GroupParticipant> Participants { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A user.</summary>
public sealed record GroupParticipant
{
    /// <summary>The number, with plus and country code.</summary>
    public string? User { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }
}

/// <summary>Changes a group; leave out what stays. The result comes as a webhook.</summary>
public sealed record UpdateGroup : GraphObject
{
    /// <summary>Its name, at most 128 characters.</summary>
    public string? Subject { get; init; }

    /// <summary>What it is about, at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The picture; see <see cref="GroupOperations.SetPictureAsync"/>.</summary>
    public string? ProfilePictureFile { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}
