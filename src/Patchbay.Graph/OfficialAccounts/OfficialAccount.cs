using System.Text.Json.Serialization;

namespace Patchbay.Graph.OfficialAccounts;

/// <summary>Where an application for the official badge stands.</summary>
public sealed record OfficialAccount : GraphObject
{
    /// <summary>The number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>State of the application.</summary>
    public OfficialStatus? ObaStatus { get; init; }

    /// <summary>A note to it.</summary>
    public string? StatusMessage { get; init; }
}

/// <summary>State of an application for the official badge.</summary>
[JsonConverter(typeof(OpenEnumConverter<OfficialStatus>))]
public readonly record struct OfficialStatus(string Value) : IOpenEnum<OfficialStatus>
{
    /// <summary>Sent.</summary>
    public static OfficialStatus Pending => new("PENDING");

    /// <summary>Being reviewed.</summary>
    public static OfficialStatus UnderReview => new("UNDER_REVIEW");

    /// <summary>Approved.</summary>
    public static OfficialStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static OfficialStatus Rejected => new("REJECTED");

    /// <summary>Too old.</summary>
    public static OfficialStatus Expired => new("EXPIRED");

    /// <summary>Withdrawn.</summary>
    public static OfficialStatus Cancelled => new("CANCELLED");

    /// <inheritdoc/>
    public static OfficialStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(OfficialStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Applies for the badge, again or no longer.</summary>
public sealed record ApplyForOfficial : GraphObject
{
    /// <summary>Which.</summary>
    public required OfficialAction Action { get; init; }

    /// <summary>The application.</summary>
    public OfficialApplication? ApplicationData { get; init; }
}

/// <summary>What to do with an application.</summary>
[JsonConverter(typeof(OpenEnumConverter<OfficialAction>))]
public readonly record struct OfficialAction(string Value) : IOpenEnum<OfficialAction>
{
    /// <summary>Send it.</summary>
    public static OfficialAction SubmitApplication => new("SUBMIT_APPLICATION");

    /// <summary>Take it back.</summary>
    public static OfficialAction WithdrawApplication => new("WITHDRAW_APPLICATION");

    /// <summary>Send it again.</summary>
    public static OfficialAction ResubmitApplication => new("RESUBMIT_APPLICATION");

    /// <inheritdoc/>
    public static OfficialAction Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(OfficialAction other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>An application.</summary>
public sealed record OfficialApplication : GraphObject
{
    /// <summary>At most 255 characters.</summary>
    public string? BusinessName { get; init; }

    /// <summary>At most 1,000 characters.</summary>
    public string? BusinessDescription { get; init; }

    /// <summary>The website.</summary>
    public string? WebsiteUrl { get; init; }

    /// <summary>Mail address for questions.</summary>
    public string? ContactEmail { get; init; }
}

/// <summary>The answer to an application.</summary>
public sealed record OfficialApplied : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>A note.</summary>
    public string? Message { get; init; }

    /// <summary>The new state.</summary>
    public OfficialAccount? UpdatedStatus { get; init; }

    /// <summary>Id for questions.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TrackingId { get; init; }
}
