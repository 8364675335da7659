namespace Patchbay.Graph;

/// <summary>Everything that the transport needs to make one exchange.</summary>
internal sealed record GraphExchange(GraphOperation Operation, Uri Address, GraphCredentials Credentials)
{
    /// <summary>The body, when it is JSON.</summary>
    public byte[]? Json { get; init; }

    /// <summary>
    /// Creates any other body. It is called once per try, so it must be repeatable unless <see cref="IsOneShot"/> is
    /// set.
    /// </summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>Whether the body can be read only once (a stream). Such an exchange is never repeated.</summary>
    public bool IsOneShot { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Changes the request before it is sent, for the endpoint that needs another authorization scheme.
    /// </summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    /// <summary>Further secrets in this exchange's input that no message may show.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Creates the body of one try, or returns null when the exchange has no body.</summary>
    public TrackedContent? MakeBody() =>
        Json is not null ? new(Json)
        : Body is not null ? new(Body())
        : null;
}
