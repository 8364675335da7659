using System.Text.Json.Serialization;

namespace Patchbay.Graph.OfficialAccounts;

/// <summary>The status of an application for the official badge.</summary>
public sealed record OfficialAccount : GraphObject
{
    /// <summary>Id of the number.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Status of the application.</summary>
    public OfficialStatus? ObaStatus { get; init; }

    /// <summary>A note about the status.</summary>
    public string? StatusMessage { get; init; }
}

/// <summary>The status of an application for the official badge.</summary>
[JsonConverter(typeof(OpenEnumConverter<OfficialStatus>))]
public readonly record struct OfficialStatus(string Value) : IOpenEnum<OfficialStatus>
{
    /// <summary>Submitted.</summary>
    public static OfficialStatus Pending => new("PENDING");

    /// <summary>Under review.</summary>
    public static OfficialStatus UnderReview => new("UNDER_REVIEW");

    /// <summary>Approved.</summary>
    public static OfficialStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static OfficialStatus Rejected => new("REJECTED");

    /// <summary>Expired.</summary>
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

/// <summary>Submits, resubmits or withdraws an application for the official badge.</summary>
public sealed record ApplyForOfficial : GraphObject
{
    /// <summary>What to do with the application.</summary>
    public required OfficialAction Action { get; init; }

    /// <summary>Contents of the application.</summary>
    public OfficialApplication? ApplicationData { get; init; }
}

/// <summary>What to do with an application.</summary>
[JsonConverter(typeof(OpenEnumConverter<OfficialAction>))]
public readonly record struct OfficialAction(string Value) : IOpenEnum<OfficialAction>
{
    /// <summary>Submit the application.</summary>
    public static OfficialAction SubmitApplication => new("SUBMIT_APPLICATION");

    /// <summary>Withdraw the application.</summary>
    public static OfficialAction WithdrawApplication => new("WITHDRAW_APPLICATION");

    /// <summary>Submit the application again.</summary>
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

/// <summary>The contents of an application for the official badge.</summary>
public sealed record OfficialApplication : GraphObject
{
    /// <summary>Business name, at most 255 characters.</summary>
    public string? BusinessName { get; init; }

    /// <summary>Business description, at most 1,000 characters.</summary>
    public string? BusinessDescription { get; init; }

    /// <summary>URL of the website.</summary>
    public string? WebsiteUrl { get; init; }

    /// <summary>Email address for questions.</summary>
    public string? ContactEmail { get; init; }
}

/// <summary>The answer to an application.</summary>
public sealed record OfficialApplied : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>A note about the result.</summary>
    public string? Message { get; init; }

    /// <summary>The new status.</summary>
    public OfficialAccount? UpdatedStatus { get; init; }

    /// <summary>Tracking id, to quote to Meta's support.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TrackingId { get; init; }
}
