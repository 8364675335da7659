using System.Globalization;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>Rules for registering, verifying and protecting a number.</summary>
internal static class PhoneRules
{
    private static readonly long Window = (long)TimeSpan.FromHours(72).TotalMilliseconds;
    private static readonly long CodeLife = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;
    private static readonly long PinLock = (long)TimeSpan.FromHours(12).TotalMilliseconds;
    private const int RegistrationsPerWindow = 10;
    private const int GuessesBeforeLock = 10;
    private const int PinGuessesBeforeWaiting = 3;
    private const int PinGuessesBeforeLock = 6;
    private static readonly long PinWait = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private static readonly long DeletionRest = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    /// <summary>Returns the numbers of an account, the latest onboarded first.</summary>
    public static IEnumerable<PhoneNumber> Of(World world, Waba waba) =>
        world.All<PhoneNumber>().Where(p => p.Waba == waba.Id).OrderByDescending(p => p.LastOnboardedAt ?? p.CreatedAt);

    public static string Status(PhoneNumber phone) =>
        phone.Registered ? "CONNECTED"
        : phone.CodeVerified ? "PENDING"
        : "UNVERIFIED";

    /// <summary>
    /// Counts a register or deregister call. Ten calls within 72 hours lock the number for another 72 hours.
    /// </summary>
    public static void CountRegistration(PhoneNumber phone, long now)
    {
        phone.RegistrationCalls.RemoveAll(at => at <= now - Window);
        if (phone.RegistrationLockedUntil > now || phone.RegistrationCalls.Count >= RegistrationsPerWindow)
        {
            if (phone.RegistrationLockedUntil <= now)
                phone.RegistrationLockedUntil = now + Window;
            throw Refusals.Product(
                133016,
                "Registration failed because there were too many attempts for this phone number; try again "
                    + "after 72 hours."
            );
        }
        phone.RegistrationCalls.Add(now);
    }

    /// <summary>A deleted number cannot be registered again for five minutes.</summary>
    public static void CheckRested(World world, PhoneNumber phone)
    {
        if (
            world.Find<DeletedNumber>(DeletedNumber.IdOf(phone.Digits)) is { } deleted
            && deleted.CreatedAt > world.Clock.Milliseconds - DeletionRest
        )
            throw Refusals.Product(
                133015,
                "The phone number was deleted less than 5 minutes ago; wait before registering it."
            );
    }

    /// <summary>
    /// Three wrong PINs cost nothing, the next three must wait a minute each, and then the number is locked for twelve
    /// hours.
    /// </summary>
    public static void CheckPin(PhoneNumber phone, string pin, long now)
    {
        if (pin.Length != 6 || !pin.All(char.IsAsciiDigit))
            throw Refusals.Invalid("Param pin must be a six-digit code.");
        if (phone.PinLockedUntil > now)
            throw Refusals.Product(133008, $"Too many wrong PINs; wait {(phone.PinLockedUntil - now) / 1000} seconds.");
        if (phone.WrongPins >= PinGuessesBeforeWaiting && now - phone.WrongPinAt < PinWait)
            throw Refusals.Product(
                133009,
                $"PINs were entered too fast; wait {(phone.WrongPinAt + PinWait - now) / 1000} seconds."
            );
        if (phone.Pin is null || phone.Pin == pin)
        {
            phone.WrongPins = 0;
            return;
        }
        phone.WrongPinAt = now;
        if (++phone.WrongPins >= PinGuessesBeforeLock)
        {
            phone.WrongPins = 0;
            phone.PinLockedUntil = now + PinLock;
        }
        throw Refusals.Product(133005, "The two-step verification PIN does not match the one set for this number.");
    }

    public static void NewCode(World world, PhoneNumber phone)
    {
        phone.VerificationCode = world.Ids.Digits(6);
        phone.VerificationCodeExpiresAt = world.Clock.Milliseconds + CodeLife;
        phone.WrongCodes = 0;
        world.Save(phone);
    }

    public static void CheckCode(PhoneNumber phone, string code, long now)
    {
        if (phone.VerificationCode is null)
            throw CodeRefusal("No code was requested for this phone number.");
        if (phone.VerificationCodeExpiresAt <= now)
            throw CodeRefusal("The code has expired; request a new code.");
        if (phone.WrongCodes >= GuessesBeforeLock)
            throw CodeRefusal("Too many wrong codes; request a new code.");
        if (code.Replace("-", "", StringComparison.Ordinal) == phone.VerificationCode)
            return;
        phone.WrongCodes++;
        throw CodeRefusal("The code is not correct.");
    }

    public static string CodeText(PhoneNumber phone) =>
        string.Create(CultureInfo.InvariantCulture, $"{phone.VerificationCode![..3]}-{phone.VerificationCode[3..]}");

    private static GraphRefusal CodeRefusal(string why) =>
        new(100, "(#100) Phone number could not be verified")
        {
            Subcode = 2388093,
            UserTitle = "Code not verified",
            UserMessage = why,
        };
}
