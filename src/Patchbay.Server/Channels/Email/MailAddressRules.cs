using System.Text.RegularExpressions;

namespace Patchbay.Server.Channels.Email;

/// <summary>Rules for texts in an e-mail's envelope and headers.</summary>
internal static partial class MailAddressRules
{
    private const int MaxAddress = 254,
        MaxLocal = 64,
        MaxMessageId = 250;

    /// <summary>
    /// Accepts bare addresses in ASCII only. International domains have an ASCII form. A local part outside ASCII needs
    /// SMTPUTF8 on every server on the way, which is not certain.
    /// </summary>
    public static bool IsAddress(string? text) =>
        text is { Length: <= MaxAddress } && Address().IsMatch(text) && text.IndexOf('@') <= MaxLocal;

    /// <summary><c>&lt;left@right&gt;</c>, as mail programs write it.</summary>
    public static bool IsMessageId(string? text) => text is { Length: <= MaxMessageId } && MessageId().IsMatch(text);

    /// <summary>Accepts header text on one line. A control character could start another header.</summary>
    public static bool IsLine(string text) => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    [GeneratedRegex(
        @"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
            + @"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"^<[!-;=?-~]+@[!-;=?-~]+>\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MessageId();
}
