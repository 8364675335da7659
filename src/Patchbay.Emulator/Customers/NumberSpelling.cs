using System.Globalization;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;
using PhoneNumbers;

namespace Patchbay.Emulator.Customers;

/// <summary>
/// Mobile numbers that are written with and without a digit: Brazil's 9, Mexico's 1, Argentina's 9. Both are one
/// person, whom WhatsApp knows by one of them, the <c>wa_id</c>.
/// </summary>
internal static class NumberSpelling
{
    private const int Mexico = 52,
        Argentina = 54,
        Brazil = 55;

    /// <summary>The spelling by which a person is known, or would be if they joined WhatsApp.</summary>
    public static string WaId(World world, string digits) => Known(world, digits) ?? Usual(digits);

    /// <summary>The spelling of somebody who writes: their own, unless they are known by the other.</summary>
    public static string OfSender(World world, string digits) => Known(world, digits) ?? digits;

    private static string? Known(World world, string digits)
    {
        if (Other(digits) is not { } other || IsKnown(world, digits))
            return digits;
        return IsKnown(world, other) ? other : null;
    }

    private static bool IsKnown(World world, string digits) =>
        world.Find<Customer>(Customer.IdOf(digits)) is not null
        || world.Chats.With(digits).Any(chat => chat.Messages.Count > 0);

    /// <summary>The other spelling; null for a number that has one only.</summary>
    private static string? Other(string digits)
    {
        if (Parsed(digits) is not { } parsed)
            return null;
        var (with, without) = Both(parsed.Country, parsed.National);
        return with is null ? null
            : with == digits ? without
            : with;
    }

    // In Brazil accounts of the area codes from 31 on are known without the ninth digit.
    private static string Usual(string digits)
    {
        if (Parsed(digits) is not { } parsed)
            return digits;
        var (with, without) = Both(parsed.Country, parsed.National);
        var isShort = parsed.Country == Brazil && string.CompareOrdinal(parsed.National, "31") >= 0;
        return (isShort ? without : with) ?? digits;
    }

    private static (string? With, string? Without) Both(int country, string national) =>
        (country, national.Length) switch
        {
            (Mexico, 10) => ("521" + national, "52" + national),
            (Mexico, 11) when national[0] == '1' => ("52" + national, "52" + national[1..]),
            (Argentina, 11) when national[0] == '9' => ("54" + national, "54" + national[1..]),
            (Argentina, 10) => ("549" + national, "54" + national),
            (Brazil, _) => BothOfBrazil(national),
            _ => default,
        };

    private static (string? With, string? Without) BothOfBrazil(string national) =>
        national.Length switch
        {
            11 when national[2] == '9' && national[3] >= '6' => ("55" + national, "55" + national[..2] + national[3..]),
            10 when national[2] >= '6' => ("55" + national[..2] + "9" + national[2..], "55" + national),
            _ => default,
        };

    private static (int Country, string National)? Parsed(string digits)
    {
        if (digits is not ['5', '2' or '4' or '5', ..])
            return null;
        try
        {
            var parsed = PhoneNumberUtil.GetInstance().Parse("+" + digits, defaultRegion: null);
            return (parsed.CountryCode, parsed.NationalNumber.ToString(CultureInfo.InvariantCulture));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
