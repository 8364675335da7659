using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// ASP.NET Core's password hashes (PBKDF2 with SHA-512). Each hash deliberately takes a tenth of a second of a core, so
/// no more run at once than there are cores, and the number that wait is limited.
/// </summary>
public sealed class Passwords : IDisposable
{
    private const int Rounds = 210_000,
        MaxWaiting = 64;

    private readonly PasswordHasher<Passwords> _hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Rounds })
    );
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);
    private readonly Lazy<string> _unknownUsersHash;
    private int _waiting;

    public Passwords(Platform.Ids ids) => _unknownUsersHash = new(() => Hash(ids.Token(32)));

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
    /// Checks a user's password, and takes as long when there is no such user. Returns null when too many checks wait
    /// already.
    /// </summary>
    public async Task<PasswordVerificationResult?> VerifyAsync(
        UserRow? user,
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
                var result = await Task.Run(
                    () => _hasher.VerifyHashedPassword(this, user?.PasswordHash ?? _unknownUsersHash.Value, password),
                    cancellation
                );
                return user is null ? PasswordVerificationResult.Failed : result;
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

    // The hasher asks for a user object but does not use it.
    private string Hash(string password) => _hasher.HashPassword(this, password);
}
