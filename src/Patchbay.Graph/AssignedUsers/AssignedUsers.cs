using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.AssignedUsers;

/// <summary>Someone who may work with an account.</summary>
public sealed record AssignedUser : GraphObject
{
    /// <summary>The user's id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>Their business.</summary>
    public NodeName? Business { get; init; }

    /// <summary>What kind of user.</summary>
    public UserType? UserType { get; init; }

    /// <summary>What they may do.</summary>
    public IReadOnlyList<WabaTask>? Tasks { get; init; }
}

/// <summary>A kind of user.</summary>
[JsonConverter(typeof(OpenEnumConverter<UserType>))]
public readonly record struct UserType(string Value) : IOpenEnum<UserType>
{
    /// <summary>A person of a business.</summary>
    public static UserType BusinessUser => new("BUSINESS_USER");

    /// <summary>A system user.</summary>
    public static UserType SystemUser => new("SYSTEM_USER");

    /// <summary>A person.</summary>
    public static UserType PersonalUser => new("PERSONAL_USER");

    /// <inheritdoc/>
    public static UserType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(UserType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Whose users, and which page.</summary>
public sealed record ListAssignedUsers
{
    /// <summary>The portfolio.</summary>
    public required string Business { get; init; }

    /// <summary>Comma-separated fields.</summary>
    public string? Fields { get; init; }

    /// <summary>Items on a page, 1 to 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor: the page after this one.</summary>
    public string? After { get; init; }

    /// <summary>Cursor: the page before this one.</summary>
    public string? Before { get; init; }
}

/// <summary>A page of users.</summary>
public sealed record AssignedUserPage : GraphObject
{
    /// <summary>The users.</summary>
    public IReadOnlyList<AssignedUser> Data
    {
        get => field ?? [];
        init;
    }

    /// <summary>Where the neighbouring pages are.</summary>
    public Paging? Paging { get; init; }

    /// <summary>Counts.</summary>
    public AssignedUserSummary? Summary { get; init; }
}

/// <summary>Counts.</summary>
public sealed record AssignedUserSummary : GraphObject
{
    /// <summary>How many there are.</summary>
    public int? TotalCount { get; init; }
}

/// <summary>Lets someone work with an account.</summary>
public sealed record AssignUser
{
    /// <summary>The user's id, scoped to the app or a system user.</summary>
    public required string User { get; init; }

    /// <summary>What they may do, 1 to 16.</summary>
    public required IReadOnlyList<WabaTask> Tasks { get; init; }
}

/// <summary>Lets someone no longer work with an account.</summary>
public sealed record RemoveUser
{
    /// <summary>The user's id.</summary>
    public required string User { get; init; }
}

/// <summary>An account that a user may work with.</summary>
public sealed record AssignedAccount : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its state.</summary>
    public AssignedAccountStatus? Status { get; init; }

    /// <summary>Since when, ISO 8601.</summary>
    public string? AssignmentDate { get; init; }

    /// <summary>What they may do.</summary>
    public IReadOnlyList<WabaTask>? Permissions { get; init; }

    /// <summary>Its portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? BusinessId { get; init; }

    /// <summary>Its numbers.</summary>
    public IReadOnlyList<PhoneNumber>? PhoneNumbers { get; init; }
}

/// <summary>State of an account.</summary>
[JsonConverter(typeof(OpenEnumConverter<AssignedAccountStatus>))]
public readonly record struct AssignedAccountStatus(string Value) : IOpenEnum<AssignedAccountStatus>
{
    /// <summary>Active.</summary>
    public static AssignedAccountStatus Active => new("ACTIVE");

    /// <summary>Pending.</summary>
    public static AssignedAccountStatus Pending => new("PENDING");

    /// <summary>Restricted.</summary>
    public static AssignedAccountStatus Restricted => new("RESTRICTED");

    /// <summary>Disabled.</summary>
    public static AssignedAccountStatus Disabled => new("DISABLED");

    /// <inheritdoc/>
    public static AssignedAccountStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AssignedAccountStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
