using Patchbay.Server.Platform;

namespace Patchbay.Server.Outgoing;

/// <summary>A customer's webhook address.</summary>
public sealed class EndpointRow
{
    private string[]? _list,
        _channelList;

    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The address, with a mask in place of its query.</summary>
    public required string Url { get; init; }

    /// <summary>The sealed query of the address; null when it has none.</summary>
    public byte[]? UrlQuery { get; init; }

    /// <summary>JSON list of subscribed names.</summary>
    public required string Events { get; init; }

    public string? Description { get; init; }

    /// <summary>The customer's own headers: a sealed JSON object.</summary>
    public byte[]? Headers { get; init; }

    public required string Format { get; init; }

    /// <summary>One of <see cref="EndpointOrdering"/>.</summary>
    public required string Ordering { get; init; }

    /// <summary>One of <see cref="EventVersions.All"/>.</summary>
    public int PayloadVersion { get; init; } = EventVersions.Current;

    /// <summary>JSON list of the channels whose events it gets; null for all.</summary>
    public string? Channels { get; init; }

    /// <summary>The most deliveries per second; null for no limit.</summary>
    public int? RateLimit { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>
    /// Raised by every change that affects calls. An opened copy with the same version is still valid.
    /// </summary>
    public required long RowVersion { get; init; }

    public string? DisabledReason { get; init; }

    /// <summary>The time of the first failure after a success.</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>When the endpoint began to count as failing. An endpoint that keeps failing is switched off.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? WarnedAt { get; init; }
    public Guid? WabaId { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? InstanceId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    public string[] EventList => _list ??= JsonLists.Read(Events) ?? [];

    public string[]? ChannelList => Channels is null ? null : _channelList ??= JsonLists.Read(Channels);
}

public static class EndpointFormat
{
    public const string Event = "event",
        Meta = "meta";

    public static readonly string[] All = [Event, Meta];
}

/// <summary>Which deliveries of an endpoint wait for others.</summary>
public static class EndpointOrdering
{
    public const string
        /// <summary>
        /// Deliveries of one conversation go one after the other. A failed delivery holds up no other delivery.
        /// </summary>
        Conversation = "conversation",
        /// <summary>Each delivery waits until the delivery before it succeeded or was given up.</summary>
        Strict = "strict",
        None = "none";

    public static readonly string[] All = [Conversation, Strict, None];
}

/// <summary>An endpoint to create, with its secret already sealed.</summary>
public sealed record NewEndpoint
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required IReadOnlyCollection<string> Events { get; init; }
    public required Guid SecretId { get; init; }
    public required byte[] SealedSecret { get; init; }
    public string? Description { get; init; }
    public byte[]? SealedHeaders { get; init; }
    public string Format { get; init; } = EndpointFormat.Event;
    public string Ordering { get; init; } = EndpointOrdering.Conversation;
    public int PayloadVersion { get; init; } = EventVersions.Current;
    public IReadOnlyCollection<string>? Channels { get; init; }
    public int? RateLimit { get; init; }
    public bool IsActive { get; init; } = true;
    public Guid? WabaId { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? InstanceId { get; init; }

    public EndpointPlace Place => new(Url, WabaId, PhoneId, InstanceId);
}

/// <summary>An address with what limits its events. A tenant has one endpoint for each.</summary>
public sealed record EndpointPlace(string Url, Guid? WabaId, Guid? PhoneId, Guid? InstanceId);

/// <summary>A change of an endpoint. Members that are null stay as they are.</summary>
public sealed record EndpointChange
{
    public string? Url { get; init; }
    public IReadOnlyCollection<string>? Events { get; init; }
    public string? Description { get; init; }
    public bool ReplaceHeaders { get; init; }
    public byte[]? SealedHeaders { get; init; }
    public string? Format { get; init; }
    public string? Ordering { get; init; }
    public int? PayloadVersion { get; init; }
    public bool ReplaceChannels { get; init; }
    public IReadOnlyCollection<string>? Channels { get; init; }
    public bool ReplaceRateLimit { get; init; }
    public int? RateLimit { get; init; }
    public bool? IsActive { get; init; }
}

/// <summary>A signing secret. While a secret is being replaced, the old and the new secret both sign.</summary>
public sealed class EndpointSecretRow
{
    public required Guid Id { get; init; }
    public required Guid EndpointId { get; init; }
    public required byte[] Secret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}
