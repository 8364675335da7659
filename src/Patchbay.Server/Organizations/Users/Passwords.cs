using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// ASP.NET Core's password hashes (PBKDF2 with SHA-512). Each hash deliberately takes a tenth of a second of a core, so
/// at most half of the cores hash at once, and the number of checks that wait is limited.
/// </summary>
public sealed class Passwords : IDisposable
{
    private const int Rounds = 210_000,
        MaxWaiting = 32;

    private readonly PasswordHasher<Passwords> _hasher;
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _unknownUsersHash;
    private int _waiting;

    public Passwords(Platform.Ids ids, int rounds = Rounds)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        _unknownUsersHash = new(() => Hash(ids.Token(32)));
    }

    /// <summary>Whether so many checks wait that another one is refused.</summary>
    public bool IsBusy => Volatile.Read(ref _waiting) >= MaxWaiting;

    public async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Hash(password), cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>
    /// Returns the users whose password this is. The work is <paramref name="tries"/> checks, whatever the number of
    /// users, so that its time does not reveal how many there are. Returns null when too many checks wait already.
    /// </summary>
    public async Task<IReadOnlyList<PasswordMatch>?> MatchAsync(
        IReadOnlyList<UserRow> users,
        int tries,
        string password,
        CancellationToken cancellation
    )
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }
        try
        {
            await _places.WaitAsync(cancellation);
            try
            {
                return await Task.Run(() => Match(users, tries, password), cancellation);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _places.Dispose();

    private List<PasswordMatch> Match(IReadOnlyList<UserRow> users, int tries, string password)
    {
        var matches = new List<PasswordMatch>();
        for (var i = 0; i < Math.Max(tries, users.Count); i++)
        {
            var user = i < users.Count ? users[i] : null;
            var result = _hasher.VerifyHashedPassword(this, user?.PasswordHash ?? _unknownUsersHash.Value, password);
            if (user is not null && result != PasswordVerificationResult.Failed)
                matches.Add(new(user, result == PasswordVerificationResult.SuccessRehashNeeded));
        }
        return matches;
    }

    // The hasher asks for a user object but does not use it.
    private string Hash(string password) => _hasher.HashPassword(this, password);
}

/// <summary>A user whose password was given.</summary>
/// <param name="User">The user.</param>
/// <param name="NeedsHash">Whether the stored hash has fewer rounds than today's.</param>
public sealed record PasswordMatch(UserRow User, bool NeedsHash);
