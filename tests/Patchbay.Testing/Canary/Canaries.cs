using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Patchbay.Testing.Canary;

/// <summary>
/// Collects the secrets of a test's server, and searches its logs at trace level, its refusals and its database for
/// them. The test fails when any of these contains a secret.
/// </summary>
public sealed partial class Canaries
{
    // Shorter texts, such as "wrong" or a PIN, can occur by chance.
    private const int Shortest = 8,
        Around = 160;

    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _leaks = new();

    /// <summary>Adds a secret to search for. A failure shows its name.</summary>
    public void Add(string name, string? secret)
    {
        if (secret is { Length: >= Shortest })
            _secrets.TryAdd(secret, name);
    }

    /// <summary>Searches the text and records each leak. A failure shows <paramref name="where"/>.</summary>
    public void Look(string where, string text)
    {
        CanaryTally.Looked(where, text.Length);
        if (_secrets.IsEmpty && !Shape.IsMatch(text))
            return;
        foreach (var match in Shape.EnumerateMatches(text))
            Note(where, text, match.Index, "something of a secret's shape");
        var known = _secrets.ToArray();
        var any = SearchValues.Create([.. known.Select(secret => secret.Key)], StringComparison.Ordinal);
        for (int from = 0, at; (at = text.AsSpan(from).IndexOfAny(any)) >= 0; from += at + 1)
        {
            var found = known.First(secret => text.AsSpan(from + at).StartsWith(secret.Key, StringComparison.Ordinal));
            Note(where, text, from + at, found.Value);
        }
    }

    /// <exception cref="InvalidOperationException">A secret was found.</exception>
    public void ShouldBeSilent()
    {
        CanaryTally.Done(_secrets.Count);
        if (!_leaks.IsEmpty)
            throw new InvalidOperationException($"Secrets have leaked:\n{string.Join('\n', _leaks.Take(20))}");
    }

    private void Note(string where, string text, int at, string what)
    {
        var from = Math.Max(0, at - Around);
        _leaks.Enqueue($"{what} is in {where}: …{text.AsSpan(from, Math.Min(text.Length - from, 2 * Around))}…");
    }

    /// <summary>
    /// Finds Meta's tokens, API keys and webhook secrets by their form, also those that no test has added. Zeros in
    /// base64 are not tokens.
    /// </summary>
    [GeneratedRegex(
        "(EAA|IGAA)(?!A{8})[0-9A-Za-z]{100}|sk_org_(sandbox|production)_[0-9A-Za-z]{24}|whsec_[0-9A-Za-z+/]{24}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Shape { get; }
}
