using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>A number or an account, identified by Meta's id.</summary>
internal readonly record struct HookSubject(bool IsNumber, string Id);

/// <summary>
/// A secret that may sign events of a subject in one environment. Keys with the same mark have the same secret.
/// </summary>
internal sealed record HookKey(string Environment, string Mark, AppSignature Signature);

/// <summary>A subject, and a secret that may sign its events.</summary>
internal readonly record struct HookGrant(HookSubject Subject, HookKey Key);

/// <summary>
/// Finds the secrets that may sign events of a subject. A number has its connection's secret. An account may have
/// several connections. It has a secret only while all its live connections in an environment have the same secret;
/// otherwise the owner of one connection could send events to the owner of another.
/// </summary>
internal sealed class HookKeys(ConnectionStore connections, ConnectionApps apps, TimeProvider clock)
{
    // Another server may change a secret, so secrets are read again after this time, and sooner when a signature does
    // not fit. A disconnected number may keep its entry that long, because its events have no owner.
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10),
        AskAgain = TimeSpan.FromSeconds(1);

    // Holds known subjects only. Otherwise anyone could fill the memory with invented ids.
    private readonly ConcurrentDictionary<HookSubject, (IReadOnlyList<HookKey> Keys, DateTimeOffset At)> _known = new();

    /// <param name="subjects">The subjects in a body.</param>
    /// <param name="isDoubted">True when the known secrets did not fit; then they are read again, at most once a
    /// second.</param>
    /// <param name="cancellation">Cancels the look-up.</param>
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
        var found = await FindAsync(missing, cancellation);
        foreach (var subject in missing)
        {
            var theirs = KeysOf(subject, found);
            Add(grants, subject, theirs);
            if (theirs.Count > 0)
                _known[subject] = (theirs, clock.GetUtcNow());
            else
                _known.TryRemove(subject, out _);
        }
    }

    private async Task<List<HookHolder>> FindAsync(List<HookSubject> subjects, CancellationToken cancellation)
    {
        var rows = await connections.OfSubjectsAsync(
            [.. subjects.Where(subject => subject.IsNumber).Select(subject => subject.Id)],
            [.. subjects.Where(subject => !subject.IsNumber).Select(subject => subject.Id)],
            cancellation
        );
        var found = new List<HookHolder>();
        foreach (var row in rows.DistinctBy(row => row.Id))
        {
            if (await apps.OfAsync(row, cancellation) is { } app)
            {
                var key = new HookKey(row.Environment, Mark(app.AppSecret), app.Signature);
                found.Add(new(row.PhoneNumberId, row.WabaId, key));
            }
        }
        return found;
    }

    /// <summary>
    /// One key per environment. An environment in which the connections of a subject have different secrets has no key.
    /// </summary>
    private static List<HookKey> KeysOf(HookSubject subject, List<HookHolder> found) =>
        [
            .. found
                .Where(holder => subject.Id == (subject.IsNumber ? holder.NumberId : holder.AccountId))
                .GroupBy(holder => holder.Key.Environment, holder => holder.Key)
                .Where(keys => keys.DistinctBy(key => key.Mark).Count() == 1)
                .Select(keys => keys.First()),
        ];

    private static void Add(List<HookGrant> grants, HookSubject subject, IReadOnlyList<HookKey> keys)
    {
        foreach (var key in keys)
            grants.Add(new(subject, key));
    }

    private static string Mark(Secret secret) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal())));

    /// <summary>A connection's ids at Meta and its secret.</summary>
    private sealed record HookHolder(string? NumberId, string? AccountId, HookKey Key);
}
