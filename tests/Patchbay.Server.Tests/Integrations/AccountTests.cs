using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

public sealed class AccountTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_mail_account_is_created_and_read_with_its_secrets_masked()
    {
        var made = await _stage.CreateMailAsync("support");
        made.GetProperty("config").Text("smtp_password").ShouldBe("****tery");
        made.GetProperty("config").GetProperty("smtp_port").GetInt32().ShouldBe(587);
        made.GetProperty("is_default").GetBoolean().ShouldBeTrue();
        made.Text("webhook_url")!.ShouldStartWith($"http://localhost:{_stage.Host.Address.Port}/webhook/email/");
        made.Text("verify_token")!.Length.ShouldBe(32);
        (await _stage.Api.GetAsync($"{Accounts}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe(made.GetRawText());
        (await _stage.ListAccountsAsync("?channel=email")).GetArrayLength().ShouldBe(1);
        (await _stage.ListAccountsAsync("?channel=whatsapp")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task All_faults_of_a_request_are_named_at_once()
    {
        var refusal = await _stage
            .Api.PostJsonAsync(
                Accounts,
                """{"channel":"email","config":{"smtp_host":"https://x","smtp_port":"587","nonsense":1}}"""
            )
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "account_key");
        refusal
            .GetProperty("errors")
            .EnumerateArray()
            .Select(fault => fault.Text("field"))
            .ShouldBe(
                [
                    "account_key",
                    "config.smtp_host",
                    "config.smtp_port",
                    "config.nonsense",
                    "config.from_address",
                    "config.smtp_security",
                    "config.smtp_username",
                    "config.smtp_password",
                ],
                ignoreOrder: true
            );
        (await _stage.ListAccountsAsync()).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_account_key_cannot_be_used_twice_in_a_channel()
    {
        await _stage.CreateMailAsync("support");
        await _stage
            .Api.PostJsonAsync(Accounts, MailJson("support"))
            .ShouldBeRefusalAsync(409, "CONFLICT", "account_key");
    }

    [Fact]
    public async Task A_number_connected_by_a_link_is_an_account_that_a_disconnect_deactivates()
    {
        var phone = await _stage.ConnectAsync();
        var account = (await _stage.ListAccountsAsync())[0];
        account.Text("account_key").ShouldBe("wa-" + phone.MetaPhoneNumberId);
        account.GetProperty("config").Text("phone_number_id").ShouldBe(phone.MetaPhoneNumberId);
        account.GetProperty("config").Text("access_token")!.ShouldStartWith("****");
        account.Text("status").ShouldBe("connected");

        await _stage
            .Api.DeleteAsync($"{ConnectionStage.Root}/{account.Text("connection_id")}")
            .ShouldBeAsync(HttpStatusCode.OK);
        var after = (await _stage.ListAccountsAsync())[0];
        after.GetProperty("is_active").GetBoolean().ShouldBeFalse();
        after.GetProperty("is_default").GetBoolean().ShouldBeFalse();
        after.GetProperty("config").TryGetProperty("access_token", out _).ShouldBeFalse();
    }
}
