using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Solutions;

namespace Patchbay.Graph.AssignedUsers;

/// <summary>A user assigned to an account.</summary>
public sealed record AssignedUser : GraphObject
{
    /// <summary>The user's id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>The user's name.</summary>
    public string? Name { get; init; }

    /// <summary>The user's business.</summary>
    public NodeName? Business { get; init; }

    /// <summary>The kind of user.</summary>
    public UserType? UserType { get; init; }

    /// <summary>What the user may do.</summary>
    public IReadOnlyList<WabaTask>? Tasks { get; init; }
}

/// <summary>A kind of user.</summary>
[JsonConverter(typeof(OpenEnumConverter<UserType>))]
public readonly record struct UserType(string Value) : IOpenEnum<UserType>
{
    /// <summary>A person who belongs to a business.</summary>
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

/// <summary>Selects the portfolio and the page of a list of assigned users.</summary>
public sealed record ListAssignedUsers
{
    /// <summary>Id of the portfolio.</summary>
    public required string Business { get; init; }

    /// <summary>Comma-separated names of the fields to return.</summary>
    public string? Fields { get; init; }

    /// <summary>Number of items on a page, 1 to 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor that returns the page after it.</summary>
    public string? After { get; init; }

    /// <summary>Cursor that returns the page before it.</summary>
    public string? Before { get; init; }
}

/// <summary>A page of assigned users.</summary>
public sealed record AssignedUserPage : GraphObject
{
    /// <summary>The assigned users.</summary>
    public IReadOnlyList<AssignedUser> Data
    {
        get => field ?? [];
        init;
    }

    /// <summary>Links to the neighboring pages.</summary>
    public Paging? Paging { get; init; }

    /// <summary>Counts over all pages.</summary>
    public AssignedUserSummary? Summary { get; init; }
}

/// <summary>Counts of assigned users.</summary>
public sealed record AssignedUserSummary : GraphObject
{
    /// <summary>Number of assigned users.</summary>
    public int? TotalCount { get; init; }
}

/// <summary>Assigns a user to an account.</summary>
public sealed record AssignUser
{
    /// <summary>The user's id, scoped to the app, or the id of a system user.</summary>
    public required string User { get; init; }

    /// <summary>What the user may do, 1 to 16 tasks.</summary>
    public required IReadOnlyList<WabaTask> Tasks { get; init; }
}

/// <summary>Removes a user from an account.</summary>
public sealed record RemoveUser
{
    /// <summary>The user's id.</summary>
    public required string User { get; init; }
}

/// <summary>An account that a user is assigned to.</summary>
public sealed record AssignedAccount : GraphObject
{
    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the account.</summary>
    public string? Name { get; init; }

    /// <summary>Status of the account.</summary>
    public AssignedAccountStatus? Status { get; init; }

    /// <summary>When the user was assigned, in ISO 8601.</summary>
    public string? AssignmentDate { get; init; }

    /// <summary>What the user may do.</summary>
    public IReadOnlyList<WabaTask>? Permissions { get; init; }

    /// <summary>Id of the portfolio that the account belongs to.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? BusinessId { get; init; }

    /// <summary>Phone numbers of the account.</summary>
    public IReadOnlyList<PhoneNumber>? PhoneNumbers { get; init; }
}

/// <summary>The status of an assigned account.</summary>
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
