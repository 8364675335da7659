using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Connections.Bindings;

/// <summary>A customer's agent, bot or deployment, which a number can be bound to.</summary>
public sealed class InstanceRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Binds an instance to a connection.</summary>
public sealed record ChannelRow
{
    public const string WhatsApp = PhoneChannel.Name;

    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid InstanceId { get; init; }
    public required string ChannelType { get; init; }
    public required string ConnectionId { get; init; }

    /// <summary>Our id of the number.</summary>
    public required Guid PhoneId { get; init; }

    /// <summary>Meta's id of the number.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>E.164, as the caller wants it shown; null for the number that Meta shows.</summary>
    public string? DisplayPhone { get; init; }

    /// <summary>The verify token, sealed.</summary>
    public required byte[] VerifyToken { get; init; }

    /// <summary>Keyed hash of the verify token, which finds the channel.</summary>
    public required byte[] VerifyTokenHash { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
