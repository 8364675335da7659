using PhoneNumbers;

namespace Patchbay.Server.Messages;

/// <summary>
/// By what a person is known to windows and to the order of a conversation: one number in one spelling, else the
/// business-scoped user id.
/// </summary>
internal static class PersonRules
{
    private const int Mexico = 52,
        Argentina = 54,
        Brazil = 55;

    /// <summary>
    /// The person of a WhatsApp message. Meta's <c>wa_id</c> counts before a number that a caller typed.
    /// </summary>
    public static string? Of(MessageRow message) => NumberOf(message) ?? message.BusinessScopedUserId;

    /// <summary>The number of a WhatsApp message's person; null when only the user id is known.</summary>
    public static string? NumberOf(MessageRow message) => Number(message.ContactId) ?? Number(message.ContactPhone);

    /// <summary>
    /// A number with a plus, in the one spelling that stands for all. In Mexico, Argentina and Brazil a mobile number
    /// is written with and without a digit (1, 9 and 9), and Meta may answer either form. Null for what is no number.
    /// </summary>
    public static string? Number(string? written)
    {
        if (string.IsNullOrEmpty(written))
            return null;
        var digits = written.StartsWith('+') ? written[1..] : written;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        return HasTwoSpellings(digits) ? Spelled("+" + digits) : "+" + digits;
    }

    private static bool HasTwoSpellings(string digits) =>
        digits.StartsWith("52", StringComparison.Ordinal)
        || digits.StartsWith("54", StringComparison.Ordinal)
        || digits.StartsWith("55", StringComparison.Ordinal);

    private static string Spelled(string number)
    {
        try
        {
            var parsed = PhoneNumberUtil.GetInstance().Parse(number, defaultRegion: null);
            var national = parsed.NationalNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return (parsed.CountryCode, national.Length) switch
            {
                (Mexico, 10) => "+521" + national,
                (Mexico, 11) when national[0] == '1' => "+52" + national,
                (Argentina, 10) => "+549" + national,
                // Brazil's landline numbers begin with 2 to 5 after the area code, and got no ninth digit.
                (Brazil, 10) when national[2] >= '6' => $"+55{national[..2]}9{national[2..]}",
                _ => number,
            };
        }
        catch (NumberParseException)
        {
            return number;
        }
    }
}
