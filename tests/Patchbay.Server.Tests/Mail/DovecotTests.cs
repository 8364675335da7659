using System.Net;
using Patchbay.Server.Channels.Email;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Mail;

/// <summary>Checks an account and sends a mail with Dovecot, a widely used mail server.</summary>
public sealed class DovecotTests(MailFixture fixture) : IClassFixture<MailFixture>
{
    [Fact]
    public async Task A_check_logs_in_and_a_mail_is_sent()
    {
        Assert.SkipWhen(Dovecot.Missing is not null, Dovecot.Missing ?? "");
        await using var relay = FaithfulSmtp.Start();
        await using var dovecot = await Dovecot.StartAsync(fixture.Authority, relay.Port);
        var account = await fixture.Api.AccountAsync(
            MailStage.Config(dovecot.SubmissionPort, "starttls").WithImap(dovecot.ImapTlsPort, "tls")
        );

        (await fixture.Api.CheckAsync(account)).GetProperty("healthy").GetBoolean().ShouldBeTrue();
        await fixture
            .Api.PostJsonAsync(
                $"/v1/accounts/{MailStage.IdOf(account)}/messages",
                """{"to":"ana@customer.example","subject":"Hello","text":"On its way."}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        relay.Taken.Single().Message.TextBody!.Trim().ShouldBe("On its way.");

        var starttls = await fixture.Api.CheckAsync(
            MailStage.Config(dovecot.SubmissionPort, "starttls").WithImap(dovecot.ImapPort, "starttls")
        );
        starttls.GetProperty("healthy").GetBoolean().ShouldBeTrue();

        var wrong = await fixture.Api.CheckAsync(
            MailStage
                .Config(dovecot.SubmissionPort, "starttls", password: "wrong")
                .WithImap(dovecot.ImapTlsPort, "tls", "wrong")
        );
        (wrong.CodeOf("smtp"), wrong.CodeOf("imap")).ShouldBe((MailFault.AuthFailed, MailFault.AuthFailed));
    }
}
