using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>Whether messages can be sent, judged over all entities that take part in sending.</summary>
public sealed record HealthStatus : GraphObject
{
    /// <summary>The worst status of the entities.</summary>
    public SendAbility? CanSendMessage { get; init; }

    /// <summary>The entities that take part in sending.</summary>
    public IReadOnlyList<HealthEntity>? Entities { get; init; }
}

/// <summary>An entity that takes part in sending: number, template, account, business or app.</summary>
public sealed record HealthEntity : GraphObject
{
    /// <summary>Kind of entity: PHONE_NUMBER, MESSAGE_TEMPLATE, WABA, BUSINESS or APP.</summary>
    public string? EntityType { get; init; }

    /// <summary>Id of the entity.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Whether the entity allows sending.</summary>
    public SendAbility? CanSendMessage { get; init; }

    /// <summary>Whether the entity can receive calls over SIP.</summary>
    public SendAbility? CanReceiveCallSip { get; init; }

    /// <summary>Why the entity is limited.</summary>
    public IReadOnlyList<string>? AdditionalInfo { get; init; }

    /// <summary>Why the entity is blocked.</summary>
    public IReadOnlyList<HealthError>? Errors { get; init; }
}

/// <summary>A reason why an entity is blocked.</summary>
public sealed record HealthError : GraphObject
{
    /// <summary>Meta's error code.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Description of the error.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>A possible solution.</summary>
    public string? PossibleSolution { get; init; }
}

/// <summary>Whether an entity allows sending.</summary>
[JsonConverter(typeof(OpenEnumConverter<SendAbility>))]
public readonly record struct SendAbility(string Value) : IOpenEnum<SendAbility>
{
    /// <summary>Sending is possible.</summary>
    public static SendAbility Available => new("AVAILABLE");

    /// <summary>Sending is possible within limits.</summary>
    public static SendAbility Limited => new("LIMITED");

    /// <summary>Sending is not possible.</summary>
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
