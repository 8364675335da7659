using System.Text.Json.Serialization;
using Patchbay.Graph.BusinessAccounts;

namespace Patchbay.Graph.Apps;

/// <summary>A business that has connected to the app.</summary>
public sealed record ConnectedClient : GraphObject
{
    /// <summary>Id of the business.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the business.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the business is verified.</summary>
    public BusinessVerificationStatus? VerificationStatus { get; init; }

    /// <summary>Whether the business is active.</summary>
    public BusinessStatus? BusinessStatus { get; init; }

    /// <summary>When the business connected, in ISO 8601.</summary>
    public string? CreatedTime { get; init; }

    /// <summary>When the connection last changed, in ISO 8601.</summary>
    public string? UpdatedTime { get; init; }
}

/// <summary>Whether a business is active.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessStatus>))]
public readonly record struct BusinessStatus(string Value) : IOpenEnum<BusinessStatus>
{
    /// <summary>Active.</summary>
    public static BusinessStatus Active => new("ACTIVE");

    /// <summary>Not active.</summary>
    public static BusinessStatus Inactive => new("INACTIVE");

    /// <summary>Suspended.</summary>
    public static BusinessStatus Suspended => new("SUSPENDED");

    /// <summary>Waiting for approval.</summary>
    public static BusinessStatus PendingApproval => new("PENDING_APPROVAL");

    /// <inheritdoc/>
    public static BusinessStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BusinessStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
