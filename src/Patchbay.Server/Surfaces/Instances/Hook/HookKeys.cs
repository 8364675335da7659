using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>A number or an account, by Meta's id.</summary>
internal readonly record struct HookSubject(bool IsNumber, string Id);

/// <summary>A secret that speaks for a subject in one environment. Two with the same mark are the same secret.</summary>
internal sealed record HookKey(string Environment, string Mark, AppSignature Signature);

/// <summary>Whom a secret speaks for.</summary>
internal readonly record struct HookGrant(HookSubject Subject, HookKey Key);

/// <summary>
/// Which secrets speak for whom. A number has its connection's secret; an account, which several may hold, has one only
/// while all its live connections of an environment have the same: otherwise one holder could speak to another.
/// </summary>
internal sealed class HookKeys(ConnectionStore connections, ConnectionApps apps, TimeProvider clock)
{
    // Another server may change a secret. What it ended is nobody's number here either way; what it replaced is asked for again when a signature does not fit.
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10),
        AskAgain = TimeSpan.FromSeconds(1);

    // Only of who exists: strangers' ids would fill it.
    private readonly ConcurrentDictionary<HookSubject, (IReadOnlyList<HookKey> Keys, DateTimeOffset At)> _known = new();

    /// <param name="subjects">Whom a body speaks of.</param>
    /// <param name="isDoubted">What is known did not fit: ask again, but not all the time.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async ValueTask<IReadOnlyList<HookGrant>> OfAsync(
        IReadOnlyCollection<(bool IsNumber, string Id)> subjects,
        bool isDoubted,
        CancellationToken cancellation
    )
    {
        var oldest = clock.GetUtcNow() - (isDoubted ? AskAgain : Good);
        var grants = new List<HookGrant>(subjects.Count);
        List<HookSubject>? missing = null;
        foreach (var (isNumber, id) in subjects)
        {
            var subject = new HookSubject(isNumber, id);
            if (_known.TryGetValue(subject, out var known) && known.At > oldest)
                Add(grants, subject, known.Keys);
            else
                (missing ??= []).Add(subject);
        }
        if (missing is not null)
            await ReadAsync(missing, grants, cancellation);
        return grants;
    }

    private async Task ReadAsync(List<HookSubject> missing, List<HookGrant> grants, CancellationToken cancellation)
    {
        var rows = await connections.OfSubjectsAsync(
            [.. missing.Where(one => one.IsNumber).Select(one => one.Id)],
            [.. missing.Where(one => !one.IsNumber).Select(one => one.Id)],
            cancellation
        );
        var found = new List<(string? Number, string? Account, HookKey Key)>();
        foreach (var row in rows.DistinctBy(row => row.Id))
        {
            if (await apps.OfAsync(row, cancellation) is { } app)
                found.Add((row.PhoneNumberId, row.WabaId, new(row.Environment, Mark(app.AppSecret), app.Signature)));
        }
        foreach (var subject in missing)
        {
            var theirs = found
                .Where(one => subject.Id == (subject.IsNumber ? one.Number : one.Account))
                .GroupBy(one => one.Key.Environment, one => one.Key)
                .Where(of => of.DistinctBy(key => key.Mark).Count() == 1)
                .Select(of => of.First())
                .ToList();
            Add(grants, subject, theirs);
            if (theirs.Count > 0)
                _known[subject] = (theirs, clock.GetUtcNow());
            else
                _known.TryRemove(subject, out _);
        }
    }

    private static void Add(List<HookGrant> grants, HookSubject subject, IReadOnlyList<HookKey> keys)
    {
        foreach (var key in keys)
            grants.Add(new(subject, key));
    }

    private static string Mark(Secret secret) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal())));
}
