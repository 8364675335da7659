namespace Patchbay.Emulator.Customers;

/// <summary>Country codes and the way Meta prints a number.</summary>
internal static class PhoneFormat
{
    private static readonly string[] ThreeDigit =
    [
        "212",
        "213",
        "216",
        "218",
        "220",
        "221",
        "225",
        "233",
        "234",
        "237",
        "244",
        "251",
        "254",
        "255",
        "256",
        "258",
        "260",
        "263",
        "351",
        "352",
        "353",
        "354",
        "355",
        "356",
        "357",
        "358",
        "359",
        "370",
        "371",
        "372",
        "373",
        "374",
        "375",
        "380",
        "381",
        "385",
        "386",
        "420",
        "421",
        "502",
        "503",
        "504",
        "505",
        "506",
        "507",
        "591",
        "593",
        "595",
        "598",
        "852",
        "853",
        "855",
        "880",
        "886",
        "960",
        "961",
        "962",
        "964",
        "965",
        "966",
        "967",
        "968",
        "970",
        "971",
        "972",
        "973",
        "974",
        "975",
        "976",
        "977",
        "992",
        "993",
        "994",
        "995",
        "996",
        "998",
    ];

    private static readonly Dictionary<string, string> Countries = new(StringComparer.Ordinal)
    {
        ["1"] = "US",
        ["7"] = "RU",
        ["20"] = "EG",
        ["27"] = "ZA",
        ["31"] = "NL",
        ["32"] = "BE",
        ["33"] = "FR",
        ["34"] = "ES",
        ["39"] = "IT",
        ["41"] = "CH",
        ["43"] = "AT",
        ["44"] = "GB",
        ["45"] = "DK",
        ["46"] = "SE",
        ["47"] = "NO",
        ["48"] = "PL",
        ["49"] = "DE",
        ["51"] = "PE",
        ["52"] = "MX",
        ["54"] = "AR",
        ["55"] = "BR",
        ["56"] = "CL",
        ["57"] = "CO",
        ["60"] = "MY",
        ["61"] = "AU",
        ["62"] = "ID",
        ["63"] = "PH",
        ["65"] = "SG",
        ["81"] = "JP",
        ["82"] = "KR",
        ["84"] = "VN",
        ["86"] = "CN",
        ["90"] = "TR",
        ["91"] = "IN",
        ["92"] = "PK",
        ["351"] = "PT",
        ["353"] = "IE",
        ["234"] = "NG",
        ["254"] = "KE",
        ["971"] = "AE",
        ["972"] = "IL",
    };

    public static string DialCode(string digits) =>
        digits[0] is '1' or '7' ? digits[..1]
        : digits.Length > 3 && ThreeDigit.Contains(digits[..3]) ? digits[..3]
        : digits[..Math.Min(2, digits.Length)];

    public static string Country(string digits) => Countries.GetValueOrDefault(DialCode(digits), "US");

    /// <summary>Returns the form that API reads show: plus, country code, groups.</summary>
    public static string Display(string digits)
    {
        var code = DialCode(digits);
        var rest = digits[code.Length..];
        return $"+{code} "
            + (code, rest.Length) switch
            {
                ("1", 10) => $"{rest[..3]}-{rest[3..6]}-{rest[6..]}",
                ("55", 11) => $"{rest[..2]} {rest[2..7]}-{rest[7..]}",
                ("55", 10) => $"{rest[..2]} {rest[2..6]}-{rest[6..]}",
                (_, > 6) => $"{rest[..3]} {rest[3..6]} {rest[6..]}",
                _ => rest,
            };
    }

    /// <summary>
    /// Returns the digits of a number as people write it, or null when the text is not a phone number.
    /// </summary>
    public static string? Parse(string text, string? homeCode = null)
    {
        Span<char> digits = stackalloc char[20];
        var count = 0;
        foreach (var c in text)
        {
            if (c is '+' or '-' or '(' or ')' or ' ' or '.')
                continue;
            if (!char.IsAsciiDigit(c) || count == digits.Length)
                return null;
            digits[count++] = c;
        }
        if (count < 6)
            return null;
        var number = new string(digits[..count]);
        // Without a plus a short number has no country code.
        if (
            homeCode is not null
            && !text.StartsWith('+')
            && number.Length <= 10
            && !number.StartsWith(homeCode, StringComparison.Ordinal)
        )
            number = homeCode + number;
        return number.Length is >= 7 and <= 15 ? number : null;
    }
}
