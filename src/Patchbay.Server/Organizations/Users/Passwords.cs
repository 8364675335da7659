using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// ASP.NET Core's password hashes (PBKDF2 with SHA-512). Each costs a tenth of a second of a core by intent, so only as many
/// run at once as there are cores, and only so many wait.
/// </summary>
public sealed class Passwords : IDisposable
{
    private const int Rounds = 210_000,
        MaxWaiting = 64;

    private readonly PasswordHasher<UserRow> _hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Rounds })
    );
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    public Passwords(Platform.Ids ids) => _nobodys = new(() => _hasher.HashPassword(null!, ids.Token(32)));

    public async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => _hasher.HashPassword(null!, password), cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Whether it is the user's password, taking as long when there is no such user. Null when too many wait already.</summary>
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
                    () => _hasher.VerifyHashedPassword(null!, user?.PasswordHash ?? _nobodys.Value, password),
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
}
