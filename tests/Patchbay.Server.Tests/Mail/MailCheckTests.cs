using System.Net;
using System.Text.Json;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Platform.Outbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Mail;

public sealed class MailCheckTests(MailFixture fixture) : IClassFixture<MailFixture>
{
    [Theory]
    [InlineData("none")]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_check_logs_in_to_SMTP_and_IMAP(string security)
    {
        using var certificate = security == "none" ? null : fixture.Authority.Issue();
        await using var smtp = FaithfulSmtp.Start(certificate, tls: security == "tls");
        await using var imap = ScriptedServer.Start(MailScripts.Imap(certificate, tls: security == "tls"));

        var account = await fixture.Api.AccountAsync(
            MailStage.Config(smtp.Port, security).WithImap(imap.Port, security)
        );
        var check = await fixture.Api.CheckAsync(account);

        check
            .GetRawText()
            .ShouldBe(
                $$$"""
                {"account_id":"{{{MailStage.IdOf(account)}}}",
                "display_name":"{{{account.GetProperty("display_name").GetString()}}}","healthy":true,
                "smtp":{"ok":true},"imap":{"ok":true}}
                """.ReplaceLineEndings("")
            );
        smtp.Tried.ShouldBe([FaithfulSmtp.Password]);
    }

    [Fact]
    public async Task Without_an_IMAP_server_only_SMTP_is_checked()
    {
        await using var smtp = FaithfulSmtp.Start();
        var check = await fixture.Api.CheckAsync(MailStage.Config(smtp.Port));
        check.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        check.GetProperty("imap").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_reported_for_each_part()
    {
        using var certificate = fixture.Authority.Issue();
        await using var smtp = FaithfulSmtp.Start(certificate);
        await using var imap = ScriptedServer.Start(MailScripts.Imap());

        var check = await fixture.Api.CheckAsync(
            MailStage.Config(smtp.Port, "starttls", password: "wrong").WithImap(imap.Port, password: "wrong too")
        );

        check.GetProperty("healthy").GetBoolean().ShouldBeFalse();
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe((MailFault.AuthFailed, MailFault.AuthFailed));
        check.GetProperty("smtp").GetProperty("error").GetProperty("reply_code").GetInt32().ShouldBe(535);
        smtp.Tried.ShouldBe(["wrong"]); // a second attempt might lock the mailbox
        check.GetRawText().ShouldNotContain("wrong");
    }

    [Fact]
    public async Task A_closed_port_fails_only_its_own_part()
    {
        await using var imap = ScriptedServer.Start(MailScripts.Imap());
        var check = await fixture.Api.CheckAsync(MailStage.Config(await UnusedPortAsync()).WithImap(imap.Port));
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe((MailFault.ConnectFailed, null));
    }

    [Fact]
    public async Task An_unknown_host_name_is_a_failed_connection()
    {
        var check = await fixture.Api.CheckAsync(MailStage.Config(587, host: "no-such-host.invalid"));
        check.CodeOf("smtp").ShouldBe(MailFault.ConnectFailed);
    }

    [Fact]
    public async Task A_check_sends_no_password_when_required_TLS_is_not_offered()
    {
        await using var smtp = FaithfulSmtp.Start();
        await using var imap = ScriptedServer.Start(MailScripts.Imap());
        var check = await fixture.Api.CheckAsync(
            MailStage.Config(smtp.Port, "starttls").WithImap(imap.Port, "starttls")
        );
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe((MailFault.TlsNotOffered, MailFault.TlsNotOffered));
        smtp.Tried.ShouldBeEmpty();
        (await imap.Called).Heard.ShouldNotContain(line =>
            line.Contains("AUTHENTICATE", StringComparison.Ordinal) || line.Contains("LOGIN", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_server_that_offers_no_log_in_without_TLS_gets_no_password()
    {
        using var certificate = fixture.Authority.Issue();
        await using var smtp = FaithfulSmtp.Start(certificate);
        await using var imap = ScriptedServer.Start(MailScripts.Imap(certificate));
        var check = await fixture.Api.CheckAsync(MailStage.Config(smtp.Port).WithImap(imap.Port));
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe((MailFault.AuthNotOffered, MailFault.AuthNotOffered));
        smtp.Tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_not_trusted()
    {
        using var others = new TestAuthority();
        using var certificate = others.Issue();
        await using var smtp = FaithfulSmtp.Start(certificate);
        await using var imap = ScriptedServer.Start(MailScripts.Imap(certificate, tls: true));
        var check = await fixture.Api.CheckAsync(MailStage.Config(smtp.Port, "starttls").WithImap(imap.Port, "tls"));
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe(
            (MailFault.CertificateNotTrusted, MailFault.CertificateNotTrusted)
        );
        smtp.Tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted()
    {
        using var certificate = fixture.Authority.Issue("mail.example");
        await using var smtp = FaithfulSmtp.Start(certificate, tls: true);
        (await fixture.Api.CheckAsync(MailStage.Config(smtp.Port, "tls")))
            .CodeOf("smtp")
            .ShouldBe(MailFault.CertificateNotTrusted);
    }

    [Fact]
    public async Task Addresses_that_a_certificate_names_are_not_called()
    {
        using var silent = new SilentListener();
        using var others = new TestAuthority();
        using var certificate = others.Issue(issuerAddress: $"http://127.0.0.1:{silent.Port}/issuer.cer");
        await using var smtp = ScriptedServer.Start(dialogue => dialogue.SecureAsync(certificate));
        (await fixture.Api.CheckAsync(MailStage.Config(smtp.Port, "tls")))
            .CodeOf("smtp")
            .ShouldBe(MailFault.CertificateNotTrusted);
        silent.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_TLS_fails_the_TLS_handshake()
    {
        await using var smtp = FaithfulSmtp.Start();
        (await fixture.Api.CheckAsync(MailStage.Config(smtp.Port, "tls"))).CodeOf("smtp").ShouldBe(MailFault.TlsFailed);
    }

    [Fact]
    public async Task A_server_that_hangs_times_out()
    {
        await using var smtp = ScriptedServer.Start(dialogue => dialogue.HangAsync());
        var check = fixture.Api.CheckAsync(MailStage.Config(smtp.Port));
        await smtp.Called;
        fixture.Stage.Clock.Advance(MailChecker.Patience);
        (await check).CodeOf("smtp").ShouldBe(MailFault.Timeout);
    }

    [Fact]
    public async Task A_server_that_sends_slowly_also_times_out()
    {
        await using var smtp = ScriptedServer.Start(dialogue => dialogue.HangAsync());
        var check = fixture.Api.CheckAsync(MailStage.Config(smtp.Port));
        var dialogue = await smtp.Called;
        foreach (var character in "220-") // each pause is a quarter of the time limit
        {
            await dialogue.WriteAsync(character.ToString());
            fixture.Stage.Clock.Advance(MailChecker.Patience / 4);
        }
        (await check).CodeOf("smtp").ShouldBe(MailFault.Timeout);
    }

    [Fact]
    public async Task A_server_that_sends_without_end_is_a_protocol_error()
    {
        var line = "220-" + new string('x', 500);
        await using var smtp = ScriptedServer.Start(async dialogue =>
        {
            while (true)
                await dialogue.SayAsync(line);
        });
        (await fixture.Api.CheckAsync(MailStage.Config(smtp.Port))).CodeOf("smtp").ShouldBe(MailFault.ProtocolError);
    }

    [Fact]
    public async Task A_server_of_another_protocol_is_a_protocol_error_and_its_text_is_not_shown()
    {
        await using var http = ScriptedServer.Start(dialogue => dialogue.SayAsync("HTTP/1.1 200 OK internal-secret"));
        var check = await fixture.Api.CheckAsync(MailStage.Config(http.Port).WithImap(http.Port));
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe((MailFault.ProtocolError, MailFault.ProtocolError));
        check.GetRawText().ShouldNotContain("internal-secret");
    }

    [Fact]
    public async Task A_refusal_shows_the_reply_code_but_not_the_text_of_the_server()
    {
        await using var smtp = ScriptedServer.Start(dialogue => dialogue.SayAsync("554 go away <script>"));
        var check = await fixture.Api.CheckAsync(MailStage.Config(smtp.Port));
        check
            .GetProperty("smtp")
            .GetProperty("error")
            .GetRawText()
            .ShouldBe("""{"code":"refused","message":"The server refused the request.","reply_code":554}""");
    }

    [Fact]
    public async Task An_IMAP_server_that_skips_the_log_in_before_TLS_is_an_error()
    {
        using var certificate = fixture.Authority.Issue();
        await using var smtp = FaithfulSmtp.Start();
        await using var imap = ScriptedServer.Start(MailScripts.Imap(certificate, greeting: "* PREAUTH welcome"));
        (await fixture.Api.CheckAsync(MailStage.Config(smtp.Port).WithImap(imap.Port, "starttls")))
            .CodeOf("imap")
            .ShouldNotBeNull();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    public async Task An_internal_host_is_refused_without_a_connection(string host)
    {
        using var silent = new SilentListener();
        var check = await fixture.Stage.Organization.Production.CheckAsync(
            MailStage.Config(silent.Port, host: host).WithImap(silent.Port)
        );
        (check.CodeOf("smtp"), check.CodeOf("imap")).ShouldBe(
            (MailFault.AddressNotAllowed, MailFault.AddressNotAllowed)
        );
        silent.WasCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_an_admin_of_the_tenant_can_check_an_account()
    {
        await using var smtp = FaithfulSmtp.Start();
        var account = await fixture.Api.AccountAsync(MailStage.Config(smtp.Port));
        var path = $"{AccountStage.Accounts}/{MailStage.IdOf(account)}/check";
        var supervisor = await fixture.Stage.Host.ClientAsync(
            fixture.Stage.Organization.SandboxTenant,
            Roles.Supervisor,
            Scopes.All
        );
        await supervisor.PostAsync(path, null).ShouldBeRefusalAsync(403, "FORBIDDEN");
        await fixture.Stage.Organization.Production.PostAsync(path, null).ShouldBeRefusalAsync(404, "NOT_FOUND");
        await fixture.Stage.Host.Anonymous.PostAsync(path, null).ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        smtp.Tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_check_refuses_an_account_of_another_channel()
    {
        await fixture.Stage.ConnectAsync();
        var number = (await fixture.Stage.ListAccountsAsync("?channel=whatsapp"))[0];
        await fixture
            .Api.PostAsync($"{AccountStage.Accounts}/{MailStage.IdOf(number)}/check", null)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
    }

    private static async Task<int> UnusedPortAsync()
    {
        await using var gone = ScriptedServer.Start(_ => Task.CompletedTask);
        return gone.Port;
    }
}
