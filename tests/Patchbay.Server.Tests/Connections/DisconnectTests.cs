using System.Net;
using Patchbay.Emulator;
using Patchbay.Server.Storage;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class DisconnectTests
{
    [Fact]
    public async Task A_disconnect_undoes_the_set_up_at_Meta_removes_the_connection_and_publishes_an_event()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["connection.disconnected","phone_number.disconnected"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);

        var ended = await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        ended.Text("credential_last_four").ShouldBeNull();
        stage.Meta.Requests.ShouldContain(request =>
            request.Method == "DELETE" && request.Path == $"/{number.WabaId}/subscribed_apps" && request.Status == 200
        );
        await stage
            .Api.GetAsync($"{Root}/{made.Id()}")
            .ShouldBeErrorAsync(404, "not_found", "provider_connection_not_found");
        await stage
            .Api.DeleteAsync($"{Root}/{made.Id()}")
            .ShouldBeErrorAsync(404, "not_found", "provider_connection_not_found");
        (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
        (await stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
        (await stage.ChannelAsync("whatsapp")).Text("status").ShouldBe("disconnected");
        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(delivery => delivery.Event)
            .Order()
            .ShouldBe(["connection.disconnected", "phone_number.disconnected"]);
        told.ShouldAllBe(delivery =>
            delivery.Data.Text("connectionId") == made.Id() && delivery.Data.Text("reason") == "disconnected_by_caller"
        );
    }

    [Fact]
    public async Task The_app_stays_subscribed_while_another_number_of_the_account_is_connected()
    {
        await using var stage = await Stage.StartAsync();
        var first = stage.Meta.Connect();
        var second = stage.Meta.Connect(
            new SignupChoices
            {
                BusinessId = first.BusinessId,
                WabaId = first.WabaId,
                PhoneNumber = "+5511955550199",
            }
        );
        var made = await stage.RegisterAsync(first);
        var other = await stage.RegisterAsync(second);

        await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        Unsubscribed(stage, first.WabaId).ShouldBeFalse();
        await stage.Api.DeleteAsync($"{Root}/{other.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        Unsubscribed(stage, first.WabaId).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_at_Meta_does_not_stop_the_disconnect_and_the_audit_log_names_what_remains()
    {
        await using var stage = await Stage.StartAsync();
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        stage.Meta.FailNext("/*/subscribed_apps", code: 2, httpStatus: 500, times: 5, method: "DELETE");

        await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        var log = (
            await stage
                .Api.GetAsync($"/v1/audit-events?action=provider_connection.disconnected")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data")[0];
        log.Text("result").ShouldBe("partial");
        log.Text("reason").ShouldBe("still_subscribed_at_meta");
    }

    [Fact]
    public async Task A_disconnect_erases_the_sealed_token_from_the_database_files()
    {
        await using var stage = await Stage.StartAsync();
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        var sealedToken = (await stage.RowAsync(made.Id())).AccessToken!;
        Holds(stage, sealedToken).ShouldBeTrue();

        await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        Holds(stage, sealedToken).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disconnected_number_can_be_connected_by_another_organization_with_a_valid_token()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        var other = await stage.Host.CreateOrganizationAsync("Other");
        var again = await other
            .Sandbox.PostJsonAsync($"{Root}/meta", RegisterJson(number))
            .ShouldBeAsync(HttpStatusCode.Created);
        again.Id().ShouldNotBe(made.Id());
        again.Text("status").ShouldBe("connected");
    }

    [Theory, EachDatabase]
    public async Task A_number_that_we_registered_is_deregistered_and_can_be_connected_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();
        var id = (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0].Id();

        var ended = await stage.Api.DeleteAsync($"{Root}/{id}").ShouldBeAsync(HttpStatusCode.OK);

        Deregistered(stage, phone.MetaPhoneNumberId).ShouldBe(1);
        LeftBy(ended).ShouldBe(["two_step_pin", "token"]);
        var again = await stage.ConnectAsync(phone.Again);
        again.Id.ShouldBe(phone.Id);
        (await again.Link.ReadAsync()).GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task A_number_that_was_live_before_stays_registered_and_the_answer_says_so(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);

        var ended = await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);

        Deregistered(stage, number.PhoneNumberId).ShouldBe(0);
        LeftBy(ended).ShouldBe(["registration", "token"]);
        var log = await stage
            .Api.GetAsync("/v1/audit-events?action=provider_connection.disconnected")
            .ShouldBeAsync(HttpStatusCode.OK);
        log.GetProperty("data")[0]
            .GetProperty("details")
            .GetRawText()
            .ShouldBe("""{"left_at_meta":["registration","token"]}""");
    }

    [Fact]
    public async Task A_number_of_the_business_app_is_not_deregistered()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync(new SignupChoices { Coexistence = true });
        var id = (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0].Id();

        var ended = await stage.Api.DeleteAsync($"{Root}/{id}").ShouldBeAsync(HttpStatusCode.OK);

        Deregistered(stage, phone.MetaPhoneNumberId).ShouldBe(0);
        LeftBy(ended).ShouldBe(["registration", "token"]);
    }

    [Fact]
    public async Task What_Meta_refuses_to_undo_is_in_the_answer()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var id = (await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0].Id();
        stage.Meta.FailNext("/*/deregister", code: 133016, httpStatus: 400, times: 5, method: "POST");
        stage.Meta.FailNext("/*/subscribed_apps", code: 2, httpStatus: 500, times: 5, method: "DELETE");

        var ended = await stage.Api.DeleteAsync($"{Root}/{id}").ShouldBeAsync(HttpStatusCode.OK);

        LeftBy(ended).ShouldBe(["registration", "subscribed_app", "token"]);
        phone.Id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_account_that_is_removed_deregisters_its_number_too()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAsync();
        var accounts = await stage.Api.GetAsync("/api/integrations/accounts").ShouldBeAsync(HttpStatusCode.OK);

        using var gone = await stage.Api.DeleteAsync($"/api/integrations/accounts/{accounts[0].Id()}");

        gone.IsSuccessStatusCode.ShouldBeTrue();
        Deregistered(stage, phone.MetaPhoneNumberId).ShouldBe(1);
    }

    private static int Deregistered(Stage stage, string number) =>
        stage.Meta.Requests.Count(request => request.Path == $"/{number}/deregister" && request.Status == 200);

    private static IEnumerable<string?> LeftBy(System.Text.Json.JsonElement ended) =>
        ended.GetProperty("left_at_meta").EnumerateArray().Select(left => left.Text("what"));

    /// <summary>
    /// Searches the database file and its write-ahead log, as a person with a copy of the disk could.
    /// </summary>
    private static bool Holds(Stage stage, byte[] secret) =>
        Directory.GetFiles(DataFolder(stage), "patchbay.db*").Any(file => Bytes(file).AsSpan().IndexOf(secret) >= 0);

    private static string DataFolder(Stage stage) =>
        stage.Host.Get<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.DataFolder;

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static bool Unsubscribed(Stage stage, string waba) =>
        stage.Meta.Requests.Any(request => request.Method == "DELETE" && request.Path == $"/{waba}/subscribed_apps");
}
