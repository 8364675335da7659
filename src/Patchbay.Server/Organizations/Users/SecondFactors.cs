using OtpNet;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// Codes of an authenticator app (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds) as the second factor of a log-in, and
/// recovery codes in their place. A code works once.
/// </summary>
internal sealed class SecondFactors(
    Database database,
    SecondFactorStore store,
    SessionStore sessions,
    AuditStore audit,
    Vault vault,
    Ids ids,
    TimeProvider clock
)
{
    private const string Issuer = "Patchbay";

    private const int SecretBytes = 20, // as many as the digest has
        Digits = 6,
        RecoveryCodes = 10,
        RecoveryLength = 20, // 119 bits
        RecoveryGroup = 5;

    // A device's clock may be a step late or early.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public static readonly Problem Enabled =
            new(409, Codes.Conflict, "This user has a second factor already; remove it first."),
        NotBegun = new(409, Codes.Conflict, "There is no second factor to confirm; begin again."),
        None = Problem.NotFound("second factor");

    /// <summary>Makes a new secret, which counts once it is confirmed.</summary>
    public async Task<Outcome<SecondFactorSecretAnswer>> BeginAsync(UserRow user, CancellationToken cancellation)
    {
        var secret = Base32Encoding.ToString(ids.Bytes(SecretBytes)).TrimEnd('=');
        var box = await vault.SealAsync(SecondFactorRow.SecretPlace(user), new Secret(secret), cancellation);
        return await store.TryBeginAsync(user.Id, box, cancellation)
            ? new SecondFactorSecretAnswer(secret, new OtpUri(OtpType.Totp, secret, user.Email, Issuer).ToString())
            : Enabled;
    }

    /// <summary>
    /// Makes the secret count, after a code of it. The user's other sessions end, because they began without it.
    /// Returns the recovery codes, or null when the code is wrong.
    /// </summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(
        UserRow user,
        SecondFactorRow factor,
        string code,
        (Guid? Session, Actor Actor) by,
        CancellationToken cancellation
    )
    {
        if (await StepOfAsync(user, factor, code, cancellation) is not { } step)
            return null;
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        var isConfirmed = await database.WriteAsync(
            async session =>
            {
                if (!await store.ConfirmAsync(session, factor, step, codes.ConvertAll(PlainOf)))
                    return false;
                await sessions.EndAsync(session, user.Id, except: by.Session);
                await NoteAsync(session, user, "second_factor.enabled", by.Actor);
                return true;
            },
            cancellation
        );
        return isConfirmed ? codes : null;
    }

    /// <summary>Whether a code is right, and was not used before. A right code is used up.</summary>
    public async Task<bool> UseAsync(UserRow user, string code, CancellationToken cancellation)
    {
        if (await store.FindAsync(user.Id, cancellation) is not { ConfirmedAt: not null } factor)
            return false;
        if (PlainOf(code).Length != Digits)
            return await store.TryUseRecoveryCodeAsync(user.Id, PlainOf(code), cancellation);
        return await StepOfAsync(user, factor, code, cancellation) is { } step
            && await store.TryUseStepAsync(user.Id, step, cancellation);
    }

    /// <summary>Removes a user's second factor. Returns false when there is none.</summary>
    public Task<bool> RemoveAsync(UserRow user, string action, Actor actor, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                if (!await store.RemoveAsync(session, user.Id))
                    return false;
                await NoteAsync(session, user, action, actor);
                return true;
            },
            cancellation
        );

    private async Task<long?> StepOfAsync(
        UserRow user,
        SecondFactorRow factor,
        string code,
        CancellationToken cancellation
    )
    {
        var secret = await vault.OpenAsync(SecondFactorRow.SecretPlace(user), factor.Secret, cancellation);
        var totp = new Totp(Base32Encoding.ToBytes(secret.Reveal()));
        return totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, PlainOf(code), out var step, Window) ? step : null;
    }

    private string NewRecoveryCode() =>
        string.Join('-', ids.Token(RecoveryLength).Chunk(RecoveryGroup).Select(group => new string(group)));

    /// <summary>A code without the spaces and hyphens that people type.</summary>
    private static string PlainOf(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit));

    private Task NoteAsync(DbSession session, UserRow user, string action, Actor actor) =>
        audit.AddAsync(
            session,
            new AuditEvent(user.Tenant, actor, action, "user", user.Id.ToString(), AuditResult.Succeeded)
        );
}
