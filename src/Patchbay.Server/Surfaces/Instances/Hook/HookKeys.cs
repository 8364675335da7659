using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Surfaces.Instances.Hook;

/// <summary>A number or an account, identified by Meta's id.</summary>
internal readonly record struct HookSubject(bool IsNumber, string Id);

/// <summary>
/// A secret that may sign events of a subject in one environment. Keys with the same mark have the same secret.
/// </summary>
internal sealed record HookKey(string Environment, string Mark, AppSignature Signature)
{
    public static HookKey Of(string environment, MetaApp app) =>
        new(
            environment,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(app.AppSecret.Reveal()))),
            app.Signature
        );
}

/// <summary>A subject, and a secret that may sign its events.</summary>
internal readonly record struct HookGrant(HookSubject Subject, HookKey Key);

/// <summary>What is known of the subjects of a body.</summary>
/// <param name="Grants">The subjects with a secret.</param>
/// <param name="Keyless">
/// Subjects that are connected and have no secret, because their connections have different ones.
/// </param>
internal sealed record HookLookUp(IReadOnlyList<HookGrant> Grants, IReadOnlyCollection<HookSubject> Keyless)
{
    public bool IsAnyKnown => Grants.Count > 0 || Keyless.Count > 0;
}

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
    public async ValueTask<HookLookUp> OfAsync(
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
        return new(grants, missing is null ? [] : await ReadAsync(missing, grants, cancellation));
    }

    /// <summary>Adds the grants of subjects. Returns those that are connected and have none.</summary>
    private async Task<List<HookSubject>> ReadAsync(
        List<HookSubject> missing,
        List<HookGrant> grants,
        CancellationToken cancellation
    )
    {
        var keyless = new List<HookSubject>();
        var found = (await FindAsync(missing, cancellation)).ToLookup(holder => holder.Subject);
        foreach (var subject in missing)
        {
            var theirs = KeysOf(found[subject]);
            Add(grants, subject, theirs);
            if (theirs.Count > 0)
                _known[subject] = (theirs, clock.GetUtcNow());
            else
                _known.TryRemove(subject, out _);
            if (theirs.Count == 0 && found.Contains(subject))
                keyless.Add(subject);
        }
        return keyless;
    }

    private async Task<List<HookHolder>> FindAsync(List<HookSubject> subjects, CancellationToken cancellation)
    {
        var rows = await connections.OfSubjectsAsync(
            IdsOf(subjects, areNumbers: true),
            IdsOf(subjects, areNumbers: false),
            cancellation
        );
        var found = new List<HookHolder>();
        foreach (var row in rows.DistinctBy(row => row.Id))
        {
            if (await apps.OfAsync(row, cancellation) is not { } app)
                continue;
            var key = HookKey.Of(row.Environment, app);
            if (row.PhoneNumberId is { } number)
                found.Add(new(new(IsNumber: true, number), key));
            if (row.WabaId is { } account)
                found.Add(new(new(IsNumber: false, account), key));
        }
        return found;
    }

    private static string[] IdsOf(List<HookSubject> subjects, bool areNumbers) =>
        [.. subjects.Where(subject => subject.IsNumber == areNumbers).Select(subject => subject.Id)];

    /// <summary>
    /// One key per environment. An environment in which the connections of a subject have different secrets has no key.
    /// </summary>
    private static List<HookKey> KeysOf(IEnumerable<HookHolder> holders) =>
        [
            .. holders
                .GroupBy(holder => holder.Key.Environment, holder => holder.Key)
                .Where(keys => keys.DistinctBy(key => key.Mark).Count() == 1)
                .Select(keys => keys.First()),
        ];

    private static void Add(List<HookGrant> grants, HookSubject subject, IReadOnlyList<HookKey> keys)
    {
        foreach (var key in keys)
            grants.Add(new(subject, key));
    }

    /// <summary>A subject of a connection, and the connection's secret.</summary>
    private sealed record HookHolder(HookSubject Subject, HookKey Key);
}
