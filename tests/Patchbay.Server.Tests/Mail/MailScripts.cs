using System.Security.Cryptography.X509Certificates;
using System.Text;
using Patchbay.Server.Tests.Platform.Outbound;

namespace Patchbay.Server.Tests.Mail;

/// <summary>Scripts of mail servers.</summary>
internal static class MailScripts
{
    /// <summary>An SMTP server that behaves correctly until a command, where it runs <paramref name="turn"/>.</summary>
    /// <param name="where">The start of that command, or <c>.</c> for the end of a message.</param>
    /// <param name="turn">What the server does at that command.</param>
    public static Func<Dialogue, Task> SmtpUntil(string where, Func<Dialogue, Task> turn) =>
        async dialogue =>
        {
            var inData = false;
            await dialogue.SayAsync("220 mail.test ready");
            while (await dialogue.HearAsync() is { } line)
            {
                if (line.StartsWith(where, StringComparison.Ordinal) && (where != "." || line == "."))
                {
                    await turn(dialogue);
                    return;
                }
                if (inData && line != ".")
                    continue;
                inData = line == "DATA";
                await dialogue.SayAsync(AnswerTo(line));
                if (line == "QUIT")
                    return;
            }
        };

    private static string AnswerTo(string line) =>
        line.Split(' ')[0] switch
        {
            "EHLO" => "250-mail.test\r\n250 AUTH PLAIN",
            "AUTH" => "235 2.7.0 ok",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };

    /// <summary>The part of IMAP that a check needs, for the user of <see cref="FaithfulSmtp"/>.</summary>
    /// <param name="certificate">Makes the server offer STARTTLS and accept a password only after it.</param>
    /// <param name="tls">Whether the server uses TLS from the first byte.</param>
    /// <param name="greeting">Replaces the usual greeting.</param>
    public static Func<Dialogue, Task> Imap(
        X509Certificate2? certificate = null,
        bool tls = false,
        string? greeting = null
    ) =>
        async dialogue =>
        {
            if (tls)
                await dialogue.SecureAsync(certificate!);
            var secure = tls || certificate is null;
            await dialogue.SayAsync(greeting ?? "* OK mail.test ready");
            while (await dialogue.HearAsync() is { } line)
            {
                var words = line.Split(' ');
                var (tag, command) = (words[0], words.Length > 1 ? words[1].ToUpperInvariant() : "");
                switch (command)
                {
                    case "CAPABILITY":
                        await dialogue.SayAsync(
                            secure
                                ? "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN"
                                : "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED"
                        );
                        await dialogue.SayAsync($"{tag} OK done");
                        break;
                    case "STARTTLS" when certificate is not null:
                        await dialogue.SayAsync($"{tag} OK go on");
                        await dialogue.SecureAsync(certificate);
                        secure = true;
                        break;
                    case "AUTHENTICATE" when secure:
                        var good =
                            words[^1]
                            == Convert.ToBase64String(
                                Encoding.UTF8.GetBytes($"\0{FaithfulSmtp.User}\0{FaithfulSmtp.Password}")
                            );
                        await dialogue.SayAsync(
                            good ? $"{tag} OK logged in" : $"{tag} NO [AUTHENTICATIONFAILED] {words[^1]}"
                        );
                        break;
                    case "LIST":
                        await dialogue.SayAsync("* LIST (\\Noselect) \"/\" \"\"");
                        await dialogue.SayAsync($"{tag} OK done");
                        break;
                    case "LOGOUT":
                        await dialogue.SayAsync("* BYE");
                        await dialogue.SayAsync($"{tag} OK done");
                        return;
                    default:
                        await dialogue.SayAsync($"{tag} BAD unknown");
                        break;
                }
            }
        };
}
