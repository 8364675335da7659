using System.Text.Json.Serialization;
using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>Whether each channel of the key's environment is ready, and if not, why.</summary>
public sealed record ReadinessAnswer(string Environment, ReadinessChannels Channels)
{
    [JsonPropertyOrder(-1)]
    public string Object => "provider_connection_status";
}

public sealed record ReadinessChannels(
    ChannelReadiness Whatsapp,
    ChannelReadiness Instagram,
    PaymentsReadiness Payments,
    ChannelReadiness AgenticPayments
);

/// <summary><paramref name="CheckedAt"/> is the time of the last check that the provider answered.</summary>
public sealed record ChannelReadiness(
    bool Ready,
    string Status,
    string? ConnectionId,
    string? Reason,
    DateTimeOffset? CheckedAt,
    IReadOnlyList<HealthCheck> Checks
);

public sealed record PaymentsReadiness(
    bool Ready,
    string Status,
    string? ActiveConnectionId,
    string? ActiveMode,
    string? Reason,
    DateTimeOffset? CheckedAt,
    IReadOnlyList<HealthCheck> Checks
);
