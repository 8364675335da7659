using Patchbay.Server.Intake;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>The events of a body that its signer may send in one environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Events">Every event of the body; null when the body cannot be read.</param>
internal sealed record HookShare(string Environment, SplitEvent[]? Events)
{
    private HookSubject? _single;
    private HashSet<HookSubject>? _granted,
        _foreign;

    /// <summary>
    /// True for a body without a connected number, signed by an app that a number has of its own. Its events are kept
    /// as a body, because they must not become events of a tenant that connects the number later.
    /// </summary>
    public bool IsForNobody { get; private init; }

    public static HookShare OfUnreadable(HookKey signer) => new(signer.Environment, null);

    public static HookShare OfNobody(HookKey signer) => new(signer.Environment, []) { IsForNobody = true };

    /// <summary>The events of subjects that the signer may speak of.</summary>
    public static HookShare Of(string environment, SplitEvent[]? events, IReadOnlyList<HookSubject> granted) =>
        granted.Count == 1
            ? new(environment, events) { _single = granted[0] }
            : new(environment, events) { _granted = [.. granted] };

    /// <summary>The same, and the events of subjects that are not connected.</summary>
    public HookShare WithUnknown(HookLookUp known) =>
        this with
        {
            _foreign = [.. known.Grants.Select(grant => grant.Subject), .. known.Keyless],
        };

    public bool Has(SplitEvent received)
    {
        var subject = received.NumberId is { } number
            ? new HookSubject(IsNumber: true, number)
            : new HookSubject(IsNumber: false, received.EntryId);
        return subject == _single
            || _granted?.Contains(subject) == true
            || (_foreign is not null && !_foreign.Contains(subject));
    }
}
