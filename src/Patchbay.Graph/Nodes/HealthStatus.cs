using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>Whether messages can be sent, over everything that takes part.</summary>
public sealed record HealthStatus : GraphObject
{
    /// <summary>The worst of the entities.</summary>
    public SendAbility? CanSendMessage { get; init; }

    /// <summary>One each for what takes part.</summary>
    public IReadOnlyList<HealthEntity>? Entities { get; init; }
}

/// <summary>One part of the chain: number, template, account, business or app.</summary>
public sealed record HealthEntity : GraphObject
{
    /// <summary>PHONE_NUMBER, MESSAGE_TEMPLATE, WABA, BUSINESS or APP.</summary>
    public string? EntityType { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Whether it lets messages through.</summary>
    public SendAbility? CanSendMessage { get; init; }

    /// <summary>Whether calls over SIP arrive.</summary>
    public SendAbility? CanReceiveCallSip { get; init; }

    /// <summary>Why it is limited.</summary>
    public IReadOnlyList<string>? AdditionalInfo { get; init; }

    /// <summary>Why it is blocked.</summary>
    public IReadOnlyList<HealthError>? Errors { get; init; }
}

/// <summary>A reason for being blocked.</summary>
public sealed record HealthError : GraphObject
{
    /// <summary>Meta's code.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>What is wrong.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>What may help.</summary>
    public string? PossibleSolution { get; init; }
}

/// <summary>Whether something lets messages through.</summary>
[JsonConverter(typeof(OpenEnumConverter<SendAbility>))]
public readonly record struct SendAbility(string Value) : IOpenEnum<SendAbility>
{
    /// <summary>Yes.</summary>
    public static SendAbility Available => new("AVAILABLE");

    /// <summary>With limits.</summary>
    public static SendAbility Limited => new("LIMITED");

    /// <summary>No.</summary>
    public static SendAbility Blocked => new("BLOCKED");

    /// <inheritdoc/>
    public static SendAbility Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SendAbility other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
