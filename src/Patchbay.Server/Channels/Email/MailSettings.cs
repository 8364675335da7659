using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// The settings of an e-mail account for a dialogue. They contain unsealed secrets, so they are kept only during the
/// dialogue.
/// </summary>
public sealed record MailSettings
{
    public required string FromAddress { get; init; }
    public string? FromName { get; init; }
    public required MailServer Smtp { get; init; }

    /// <summary>Null when the account has no IMAP server.</summary>
    public MailServer? Imap { get; init; }
}

/// <summary>A mail server and its log-in.</summary>
/// <param name="Host">A name or an address, as the customer gave it.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Security">One of <see cref="MailSecurity"/>.</param>
/// <param name="Username">The log-in name.</param>
/// <param name="Password">The password.</param>
public sealed record MailServer(string Host, int Port, string Security, string Username, Secret Password);

/// <summary>
/// How a connection to a mail server is protected. The configured protection is required, even if the server does not
/// offer it.
/// </summary>
public static class MailSecurity
{
    public const string
        /// <summary>
        /// No protection. The password is sent in a challenge if the server supports one, otherwise in clear text.
        /// </summary>
        None = "none",
        /// <summary>TLS after a greeting in clear text; a server that does not offer it gets no password.</summary>
        StartTls = "starttls",
        /// <summary>TLS from the first byte.</summary>
        Tls = "tls";

    public static readonly string[] All = [None, StartTls, Tls];
}
