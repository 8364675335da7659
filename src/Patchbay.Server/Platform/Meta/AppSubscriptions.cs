using System.Collections.Concurrent;
using Patchbay.Graph;

namespace Patchbay.Server.Platform.Meta;

/// <summary>The fields that an app's webhooks lack.</summary>
/// <param name="Names">Meta's names; empty when nothing is missing.</param>
/// <param name="ReadAt">When Meta answered.</param>
internal sealed record MissingFields(IReadOnlyList<string> Names, DateTimeOffset ReadAt);

/// <summary>
/// Compares the webhook subscriptions of apps at Meta with what this server needs. An answer is kept for some minutes,
/// so a request for health makes no call of its own.
/// </summary>
internal sealed class AppSubscriptions(TimeProvider clock)
{
    private const int MostKept = 1000;

    // An operator who subscribes a missing field wants to see the result soon.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10),
        FreshWithFault = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Reading> _kept = new(StringComparer.Ordinal);

    /// <summary>Null when Meta did not answer.</summary>
    public async Task<MissingFields?> MissingAsync(
        MetaApp app,
        MetaSubscription needed,
        CancellationToken cancellation
    ) =>
        await ReadAsync(app, cancellation) is { Fields: { } fields, At: var at }
            ? new([.. needed.Fields.Except(fields.GetValueOrDefault(needed.Object, []))], at)
            : null;

    /// <summary>The kinds of objects that an app is subscribed to; empty when Meta did not answer.</summary>
    public async Task<IReadOnlyCollection<string>> ObjectsAsync(MetaApp app, CancellationToken cancellation) =>
        [.. (await ReadAsync(app, cancellation)).Fields?.Keys ?? []];

    private async Task<Reading> ReadAsync(MetaApp app, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var key = $"{app.Environment} {app.AppId}";
        if (_kept.TryGetValue(key, out var kept) && now - kept.At < (kept.IsComplete ? Fresh : FreshWithFault))
            return kept;
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept[key] = new(await AskAsync(app, cancellation), now);
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>?> AskAsync(
        MetaApp app,
        CancellationToken cancellation
    )
    {
        try
        {
            var answer = await app.AsApp().Apps.ListSubscriptionsAsync(app.AppId, cancellationToken: cancellation);
            return answer
                .Data.Where(subscription => subscription is { Object: not null, Active: not false })
                .GroupBy(subscription => subscription.Object!, StringComparer.Ordinal)
                .ToDictionary(
                    ofObject => ofObject.Key,
                    ofObject =>
                        (IReadOnlyList<string>)
                            [
                                .. ofObject
                                    .SelectMany(subscription => subscription.Fields ?? [])
                                    .Select(field => field.Name)
                                    .OfType<string>(),
                            ],
                    StringComparer.Ordinal
                );
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private sealed record Reading(IReadOnlyDictionary<string, IReadOnlyList<string>>? Fields, DateTimeOffset At)
    {
        public bool IsComplete { get; } =
            Fields is not null
            && MetaSubscription.All.All(needed =>
                !needed.Fields.Except(Fields.GetValueOrDefault(needed.Object, [])).Any()
            );
    }
}
