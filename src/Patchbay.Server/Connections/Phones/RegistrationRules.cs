using System.Globalization;
using System.Text.RegularExpressions;
using Patchbay.Graph;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Turns Meta's refusal of a registration into what is known afterwards.</summary>
internal static partial class RegistrationRules
{
    /// <summary>Meta takes this many registrations of a number within <see cref="Window"/>.</summary>
    public const int MostCalls = 10;

    public static readonly TimeSpan Window = TimeSpan.FromHours(72);

    private const int PinMismatch = 133005,
        MustVerify = 133006,
        TooManyPins = 133008,
        PinsTooFast = 133009,
        JustDeleted = 133015,
        TooManyCalls = 133016,
        VerificationFailed = 136025;

    // Meta names the waits of PINs in the details of its answer. These are for answers that name none.
    private static readonly TimeSpan UsualPinWait = TimeSpan.FromMinutes(1),
        UsualPinLock = TimeSpan.FromHours(12),
        UsualDeletionWait = TimeSpan.FromMinutes(5);

    /// <param name="error">Meta's answer.</param>
    /// <param name="isPinGiven">Whether the caller named the PIN, so that a mismatch is the caller's.</param>
    /// <param name="before">The reason that was known before the call.</param>
    /// <param name="now">When the answer came.</param>
    public static RegistrationRow After(GraphException error, bool isPinGiven, string? before, DateTimeOffset now)
    {
        var ofPin = RegistrationReasons.IsOfPin(before) ? before : null;
        var mismatch = isPinGiven ? RegistrationReasons.PinWrong : RegistrationReasons.PinRequired;
        var other = ofPin ?? RegistrationReasons.NotRegistered;
        return (error as GraphApiException)?.Code switch
        {
            PinMismatch => new() { Reason = mismatch },
            MustVerify or VerificationFailed => new() { Reason = RegistrationReasons.NotVerified },
            PinsTooFast => Held(ofPin ?? mismatch, RegistrationReasons.PinWait, UsualPinWait, error, now),
            TooManyPins => Held(ofPin ?? mismatch, RegistrationReasons.PinLocked, UsualPinLock, error, now),
            JustDeleted => Held(other, RegistrationReasons.RecentlyDeleted, UsualDeletionWait, error, now),
            TooManyCalls => Held(other, RegistrationReasons.LimitReached, Window, error, now),
            _ => new() { Reason = other },
        };
    }

    private static RegistrationRow Held(
        string reason,
        string held,
        TimeSpan usual,
        GraphException error,
        DateTimeOffset now
    ) =>
        new()
        {
            Reason = reason,
            HeldReason = held,
            HeldUntil = now + (WaitOf(error) ?? usual),
        };

    /// <summary>The wait that Meta names, at most <see cref="Window"/>; null when it names none.</summary>
    private static TimeSpan? WaitOf(GraphException error)
    {
        var wait = error.RetryAfter ?? TimeIn((error as GraphApiException)?.Error.Details);
        return wait > Window ? Window
            : wait > TimeSpan.Zero ? wait
            : null;
    }

    /// <summary>
    /// The sum of the times in a sentence such as "wait 11 hours and 5 minutes", and a second more, because a sentence
    /// may round down.
    /// </summary>
    private static TimeSpan TimeIn(string? sentence)
    {
        var sum = TimeSpan.Zero;
        foreach (Match part in Times().Matches(sentence ?? ""))
        {
            var count = int.Parse(part.Groups["count"].Value, CultureInfo.InvariantCulture);
            sum += char.ToLowerInvariant(part.Groups["unit"].Value[0]) switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                _ => TimeSpan.FromHours(count),
            };
        }
        return sum == TimeSpan.Zero ? sum : sum + TimeSpan.FromSeconds(1);
    }

    [GeneratedRegex(
        @"\b(?<count>[0-9]{1,7})\s*(?<unit>seconds?|sec|s|minutes?|min|m|hours?|hrs?|h)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Times();
}
