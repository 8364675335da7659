namespace Patchbay.Server.ChannelKinds;

/// <summary>What a disconnection may undo at the provider, and what it leaves there.</summary>
internal sealed class UndoReport
{
    private readonly List<LeftAtMeta> _left = [];

    /// <summary>
    /// Whether our own registration of a number may be undone: only if its owner's organization asks.
    /// </summary>
    public bool MayDeregister { get; init; }

    /// <summary>
    /// Whether the number was deregistered. Its PIN is then kept, because registering again needs it.
    /// </summary>
    public bool IsDeregistered { get; set; }

    public IReadOnlyList<LeftAtMeta> Left => _left;

    public void Leave(string what, string advice) => _left.Add(new(what, advice));
}

/// <summary>Something that stays at Meta after a disconnection.</summary>
/// <param name="What"><c>subscribed_app</c>, <c>registration</c>, <c>two_step_pin</c> or <c>token</c>.</param>
/// <param name="Advice">What its owner can do about it.</param>
public sealed record LeftAtMeta(string What, string Advice)
{
    public const string SubscribedApp = "subscribed_app",
        Registration = "registration",
        TwoStepPin = "two_step_pin",
        Token = "token";
}
