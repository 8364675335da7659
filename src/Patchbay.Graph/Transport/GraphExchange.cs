namespace Patchbay.Graph;

/// <summary>Everything the transport needs to know about one exchange.</summary>
internal sealed record GraphExchange(GraphOperation Operation, Uri Address, GraphCredentials Credentials)
{
    /// <summary>The body, when it is JSON.</summary>
    public byte[]? Json { get; init; }

    /// <summary>Makes any other body; called once per try, so it must be able to make it again unless <see cref="IsOneShot"/>.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>The body can be read once only (a stream), so nothing is ever repeated.</summary>
    public bool IsOneShot { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>Overrides the bearer header, for the one endpoint that wants another scheme.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    /// <summary>More secrets, sent in this exchange's input, that no message may show.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The body of one try; null for none.</summary>
    public TrackedContent? MakeBody() =>
        Json is not null ? new(Json)
        : Body is not null ? new(Body())
        : null;
}
