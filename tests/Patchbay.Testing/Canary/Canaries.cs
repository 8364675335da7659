using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Patchbay.Testing.Canary;

/// <summary>
/// Every secret that a test's server met, and everywhere a secret has no business: its log lines at their most talkative,
/// its refusals, its database. When the server is put away none of the first may be in any of the second.
/// </summary>
public sealed partial class Canaries
{
    // Shorter texts ("wrong", a PIN) show up by chance.
    private const int Shortest = 8,
        Around = 160;

    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _leaks = new();

    /// <summary>What to look for from now on; the name says in a failure what it was.</summary>
    public void Add(string name, string? secret)
    {
        if (secret is { Length: >= Shortest })
            _secrets.TryAdd(secret, name);
    }

    /// <summary>Notes what is found; <paramref name="where"/> is for the failure.</summary>
    public void Look(string where, string text)
    {
        CanaryTally.Looked(where, text.Length);
        if (_secrets.IsEmpty && !Shape.IsMatch(text))
            return;
        foreach (var match in Shape.EnumerateMatches(text))
            Note(where, text, match.Index, "something of a secret's shape");
        var known = _secrets.ToArray();
        var any = SearchValues.Create([.. known.Select(one => one.Key)], StringComparison.Ordinal);
        for (int from = 0, at; (at = text.AsSpan(from).IndexOfAny(any)) >= 0; from += at + 1)
        {
            var found = known.First(one => text.AsSpan(from + at).StartsWith(one.Key, StringComparison.Ordinal));
            Note(where, text, from + at, found.Value);
        }
    }

    /// <exception cref="InvalidOperationException">A secret was found.</exception>
    public void ShouldBeSilent()
    {
        CanaryTally.Done(_secrets.Count);
        if (!_leaks.IsEmpty)
            throw new InvalidOperationException(
                $"Secrets are where they have no business:\n{string.Join('\n', _leaks.Take(20))}"
            );
    }

    private void Note(string where, string text, int at, string what)
    {
        var from = Math.Max(0, at - Around);
        _leaks.Enqueue($"{what} is in {where}: …{text.AsSpan(from, Math.Min(text.Length - from, 2 * Around))}…");
    }

    /// <summary>Tokens of Meta, keys of ours and secrets of webhooks tell themselves: also those that no test ever held. Zeros in base64 are none.</summary>
    [GeneratedRegex(
        "(EAA|IGAA)(?!A{8})[0-9A-Za-z]{100}|sk_org_(sandbox|production)_[0-9A-Za-z]{24}|whsec_[0-9A-Za-z+/]{24}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Shape { get; }
}
