using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// The rules for a new password: its length, and zxcvbn's estimate of the guesses that find it. What is known of the
/// user makes a password weaker.
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12,
        MaxLength = 256;

    // 3 of 4: safely unguessable, moderate protection from offline guessing of a slow hash.
    private const int MinScore = 3;

    // The estimate takes longer than linear time; a password is at least as good as its beginning.
    private const int Estimated = 64;

    // Reads its dictionaries once; it is safe to use from several threads.
    private static readonly Zxcvbn.Zxcvbn Estimate = new();

    private static readonly char[] Separators = [' ', '@', '.', '-', '_', '+'];

    /// <summary>Returns what is wrong with a password; null for a good one.</summary>
    /// <param name="field">The member that holds the password.</param>
    /// <param name="password">In plain text.</param>
    /// <param name="known">The user's address and name.</param>
    public static Fault? Check(string field, string password, params string?[] known)
    {
        if (password.Length is < MinLength or > MaxLength)
            return new(field, $"'{field}' must have {MinLength} to {MaxLength} characters.");
        var beginning = password[..Math.Min(password.Length, Estimated)];
        return Estimate.EvaluatePassword(beginning, WordsOf(known)).Score < MinScore
            ? new(field, $"'{field}' is too easy to guess; use several unrelated words or a password manager.")
            : null;
    }

    private static List<string> WordsOf(string?[] known) =>
        [
            "patchbay",
            .. known
                .OfType<string>()
                .SelectMany(text => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Append(text))
                .Select(word => word.ToLowerInvariant()),
        ];
}
