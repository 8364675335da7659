using System.Text.RegularExpressions;

namespace Patchbay.Server.Connections.Accounts;

internal enum ConfigKind
{
    Text,
    MetaId,
    Credential,
    Password,
    Pin,
    Host,
    Port,
    Security,
    Email,
}

/// <summary>
/// One member of a channel's <c>config</c>, and the values that it accepts. All values are text except ports, which are
/// numbers.
/// </summary>
/// <param name="Name">The spelling of the member.</param>
/// <param name="Kind">The form of its values.</param>
/// <param name="IsRequired">Whether every account must have the member.</param>
/// <param name="IsOnConnection">Whether the connection stores the member, instead of the account's own row.</param>
internal sealed partial record ConfigKey(
    string Name,
    ConfigKind Kind,
    bool IsRequired = false,
    bool IsOnConnection = false
)
{
    /// <summary>Another member whose presence makes this member required.</summary>
    public string? RequiredWith { get; init; }

    /// <summary>On a secret that is sent to a host of the customer's choice: where it is sent.</summary>
    public SecretDestination? SentTo { get; init; }

    /// <summary>Why a stored value cannot be removed; null when it can.</summary>
    public string? KeptBecause { get; init; }

    private const int MaxText = 256,
        MaxCredential = 4096,
        MaxPassword = 1024,
        MaxEmail = 254,
        MaxHost = 253;

    public bool IsSecret => Masking.IsSensitive(Name);

    /// <summary>Returns what is wrong with a value; null when the value may be stored.</summary>
    public string? Refuse(string value) =>
        Kind switch
        {
            ConfigKind.Text => RefuseLine(value, MaxText),
            ConfigKind.MetaId => Unless(MetaId.IsMatch(value), "must be an id as Meta shows it: digits"),
            ConfigKind.Credential => Unless(
                value.Length <= MaxCredential && Visible.IsMatch(value),
                $"must have 1 to {MaxCredential} visible characters without spaces"
            ),
            ConfigKind.Password => RefuseLine(value, MaxPassword),
            ConfigKind.Pin => Unless(SixDigits.IsMatch(value), "must have six digits"),
            ConfigKind.Host => Unless(
                value.Length <= MaxHost && Host.IsMatch(value),
                "must be a host name or an address, without scheme, port or path"
            ),
            ConfigKind.Port => Unless(
                int.TryParse(value, out var port) && port is >= 1 and <= 65535,
                "must be a whole number from 1 to 65535"
            ),
            ConfigKind.Security => Unless(
                value is "none" or "starttls" or "tls",
                "must be one of: none, starttls, tls"
            ),
            ConfigKind.Email => Unless(value.Length <= MaxEmail && Address.IsMatch(value), "must be an e-mail address"),
            _ => throw new InvalidOperationException($"{Kind} has no rule."),
        };

    private static string? RefuseLine(string value, int max) =>
        Unless(value.Length <= max && IsLine(value), $"must be one line of 1 to {max} characters");

    private static string? Unless(bool isGood, string sentence) => isGood ? null : sentence;

    // A value that goes into a header or onto a protocol line must not begin another line.
    private static bool IsLine(string value) => !value.Any(char.IsControl) && !string.IsNullOrWhiteSpace(value);

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, 1000)]
    private static partial Regex MetaId { get; }

    [GeneratedRegex(@"^[!-~]+\z", RegexOptions.None, 1000)]
    private static partial Regex Visible { get; }

    [GeneratedRegex(@"^[0-9]{6}\z", RegexOptions.None, 1000)]
    private static partial Regex SixDigits { get; }

    [GeneratedRegex(
        @"^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
            + @"|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Host { get; }

    [GeneratedRegex(@"^[^\s@<>,;:""()\\\[\]]+@[A-Za-z0-9.-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Address { get; }
}
