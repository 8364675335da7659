using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Intake;

/// <summary>
/// Declares an address that receives webhooks. The intake reads the body, asks the route who signed it, lets the route
/// store it, and answers.
/// </summary>
internal abstract class WebhookRoute(string path)
{
    /// <summary>4 MiB. Meta's webhooks have at most 3 MB.</summary>
    public const int DefaultBodyLimit = 4 * 1024 * 1024;

    public static readonly Problem WrongSignature = new(403, "signature_invalid", "The signature does not match."),
        EventsNotStored =
            new(503, Codes.StorageUnavailable, "The events could not be stored; send them again.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };

    /// <summary>A route pattern, such as <c>/webhook/phone/{id}</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The longest body in bytes; a longer body is answered with 413.</summary>
    public int BodyLimit { get; init; } = DefaultBodyLimit;

    /// <summary>
    /// Answers a body that is not signed. An unknown address gets the same answer as a wrong signature, so that the
    /// answer does not tell which addresses exist.
    /// </summary>
    public Problem NotSigned { get; init; } = WrongSignature;

    /// <summary>
    /// Answers a body that is signed but cannot be stored now. The sender is expected to send it again.
    /// </summary>
    public Problem NotStored { get; init; } = EventsNotStored;

    /// <summary>
    /// The JSON body of the answer when the webhook is stored (200); by default that answer has no body.
    /// </summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>Answers Meta's GET on the same path; null where the sender does not check the address.</summary>
    public Handshake? Handshake { get; init; }

    /// <summary>
    /// Whether routing calls the address directly, without the middleware of other routes. An unexpected error is then
    /// answered with <see cref="EventsNotStored"/>.
    /// </summary>
    public bool IsShortCircuit { get; init; } = true;

    internal abstract ValueTask<WebhookResult> TakeAsync(WebhookRequest request);
}

/// <summary>A route in two steps, so that nothing is stored before the signer is known.</summary>
/// <typeparam name="TSigner">What the signer of a body may speak of: an app, an account, a list of shares.</typeparam>
internal sealed class WebhookRoute<TSigner>(string path) : WebhookRoute(path)
    where TSigner : class
{
    /// <summary>Returns what the signer of a request may speak of; null when the request is not signed.</summary>
    public required Func<WebhookRequest, ValueTask<TSigner?>> WhoSigned { get; init; }

    /// <summary>Stores the events that the signer may speak of.</summary>
    public required Func<WebhookRequest, TSigner, ValueTask<WebhookResult>> Take { get; init; }

    internal override async ValueTask<WebhookResult> TakeAsync(WebhookRequest request) =>
        await WhoSigned(request) is { } signer ? await Take(request, signer) : WebhookResult.AnsweredWith(NotSigned);
}
