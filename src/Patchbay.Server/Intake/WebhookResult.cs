namespace Patchbay.Server.Intake;

/// <summary>
/// The result of a signed webhook: it was stored, it was not stored, or it gets an answer of its own. The default is
/// "not stored".
/// </summary>
internal readonly record struct WebhookResult
{
    public static WebhookResult Stored => new() { IsStored = true };

    public static WebhookResult NotStored => default;

    public bool IsStored { get; private init; }

    /// <summary>
    /// The answer in place of the route's; a <see cref="Platform.Problems.Problem"/> refuses the webhook.
    /// </summary>
    public IResult? Answer { get; private init; }

    public static WebhookResult Of(bool isStored) => isStored ? Stored : NotStored;

    public static WebhookResult AnsweredWith(IResult answer) => new() { Answer = answer };
}
