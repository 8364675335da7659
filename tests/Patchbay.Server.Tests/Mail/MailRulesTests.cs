using System.Text;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Email;

namespace Patchbay.Server.Tests.Mail;

public sealed class MailRulesTests
{
    [Theory]
    [InlineData("ana@customer.example", true)]
    [InlineData("ana+orders@xn--bcher-kva.example", true)]
    [InlineData("o'neil@localhost", true)]
    [InlineData("", false)]
    [InlineData("ana", false)]
    [InlineData("@customer.example", false)]
    [InlineData("ana@", false)]
    [InlineData("ana@customer..example", false)]
    [InlineData(".ana@customer.example", false)]
    [InlineData("a..na@customer.example", false)]
    [InlineData("ana@customer.example.", false)]
    [InlineData("ana@[127.0.0.1]", false)]
    [InlineData("\"ana\"@customer.example", false)]
    [InlineData("ana @customer.example", false)]
    [InlineData("ana@customer.example\n", false)]
    [InlineData("ana@bücher.example", false)]
    public void An_address_has_no_name_and_only_ASCII_characters(string text, bool isGood) =>
        MailAddressRules.IsAddress(text).ShouldBe(isGood);

    [Fact]
    public void An_address_has_at_most_64_characters_before_the_at_sign_and_254_in_total()
    {
        MailAddressRules.IsAddress(new string('a', 64) + "@b").ShouldBeTrue();
        MailAddressRules.IsAddress(new string('a', 65) + "@b").ShouldBeFalse();
        var label = new string('b', 49) + ".";
        MailAddressRules.IsAddress("a@" + string.Concat(Enumerable.Repeat(label, 5)) + "bb").ShouldBeTrue();
        MailAddressRules.IsAddress("a@" + string.Concat(Enumerable.Repeat(label, 5)) + "bbb").ShouldBeFalse();
    }

    [Fact]
    public void A_mail_with_random_faults_is_either_read_or_refused()
    {
        var (random, read) = (new Random(7), 0);
        var good = Encoding.UTF8.GetBytes(
            """
            {"from":"A <a@b.c>","to":["c@d.e","f@g.h"],"subject":"s","text":"t\u00e9","message_id":"<i@b>",
            "attachments":[{"filename":"f","content":"aGk=","size":2,"url":"https://x/y"}]}
            """.ReplaceLineEndings("")
        );
        byte[] pieces = [.. "{}[]\",:<>@0-null true\\u00d"u8, 0, 13, 10, 0xC3, 0xFF];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = pieces[random.Next(pieces.Length)];
            var (mail, problem) = InboundMailRules.Read(bytes);
            (mail is null).ShouldBe(problem is not null);
            if (mail is null)
                continue;
            read++;
            MailAddressRules
                .IsLine(mail.Content.From + mail.Content.MessageId + string.Concat(mail.Content.To))
                .ShouldBeTrue();
        }
        read.ShouldBeInRange(1000, 19_000);
    }

    [Theory]
    [InlineData(null, null, "tls", 993)]
    [InlineData("starttls", null, "starttls", 143)]
    [InlineData("none", null, "none", 143)]
    [InlineData(null, "1993", "tls", 1993)]
    public void IMAP_defaults_to_TLS_and_to_the_standard_port_of_its_security(
        string? security,
        string? port,
        string expected,
        int expectedPort
    )
    {
        var config = new Dictionary<string, string>
        {
            [EmailKind.FromAddress] = "a@b",
            [EmailKind.SmtpHost] = "h",
            [EmailKind.SmtpPort] = "25",
            [EmailKind.SmtpSecurity] = "none",
            [EmailKind.SmtpUsername] = "u",
            [EmailKind.SmtpPassword] = "p",
            [EmailKind.ImapHost] = "i",
            [EmailKind.ImapUsername] = "u",
            [EmailKind.ImapPassword] = "p",
        };
        if (security is not null)
            config[EmailKind.ImapSecurity] = security;
        if (port is not null)
            config[EmailKind.ImapPort] = port;
        var imap = MailAccounts.SettingsOf(config).Imap!;
        (imap.Security, imap.Port).ShouldBe((expected, expectedPort));
    }
}
