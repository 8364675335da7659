using System.Net;
using System.Text.Json;
using Patchbay.Server.Platform;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>The contacts of the business app.</summary>
public sealed class AppContactTests
{
    [Theory, EachDatabase]
    public async Task Contacts_are_added_changed_and_removed(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver);

        await TakeAsync(
            stage,
            phone,
            Add("15557770001", "Ana Souza", 1768470000),
            Add("15557770002", "Bo", 1768470000)
        );
        (await ListAsync(stage)).ShouldBe(["+15557770001 Ana Souza", "+15557770002 Bo"], ignoreOrder: true);
        var told = (await receiver.NextAsync("contact.updated")).Data;
        (told.Text("action"), told.Text("source"), told.Text("phoneNumberId")).ShouldBe(
            ("add", "business_app", phone.Id)
        );
        (await receiver.NextAsync("contact.updated")).Data.Text("action").ShouldBe("add");

        await TakeAsync(stage, phone, Add("15557770001", "Ana Lima", 1768470100), Add("15557770002", "Bo", 1768470100));
        told = (await receiver.NextAsync("contact.updated")).Data;
        (told.Text("action"), told.Text("fullName"), told.Text("contactPhone")).ShouldBe(
            ("edit", "Ana Lima", "+15557770001")
        );

        await TakeAsync(stage, phone, Remove("15557770002", 1768470200));
        told = (await receiver.NextAsync("contact.updated")).Data;
        (told.Text("action"), told.Text("contactPhone")).ShouldBe(("remove", "+15557770002"));
        (await ListAsync(stage)).ShouldBe(["+15557770001 Ana Lima"]);
    }

    [Theory, EachDatabase]
    public async Task An_older_change_that_arrives_late_changes_nothing(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();

        await TakeAsync(stage, phone, Remove("15557770003", 1768470200));
        await TakeAsync(stage, phone, Add("15557770003", "Old", 1768470100));
        await TakeAsync(stage, phone, Add("15557770004", "New", 1768470200));
        await TakeAsync(stage, phone, Add("15557770004", "Old", 1768470100));
        (await ListAsync(stage)).ShouldBe(["+15557770004 New"]);

        await TakeAsync(stage, phone, Add("15557770003", "Back", 1768470300));
        (await ListAsync(stage)).ShouldBe(["+15557770003 Back", "+15557770004 New"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_odd_contact_does_not_spoil_the_others_and_unknown_members_are_kept()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAppAsync();

        await TakeAsync(
            stage,
            phone,
            "7",
            """{"type":"contact","contact":"?","action":"add"}""",
            """{"type":"contact","contact":{"phone_number":15557770005,"full_name":7,"labels":["vip"]},"action":"add"}"""
        );
        var contact = (await ReadAsync(stage)).ShouldHaveSingleItem();
        (contact.Text("contactPhone"), contact.Text("fullName")).ShouldBe(("+15557770005", null));
        contact.GetProperty("extra").GetProperty("labels")[0].GetString().ShouldBe("vip");
    }

    [Theory, EachDatabase]
    public async Task Contacts_belong_to_their_organization_and_are_listed_by_number(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAppAsync();
        await TakeAsync(stage, phone, Add("15557770001", "Ana", 1768470000), Add("15557770002", "Bo", 1768470000));
        var other = await stage.Host.CreateOrganizationAsync("Other");

        (await ReadAsync(stage, $"?phoneNumberId={phone.Id}&limit=1&page=2")).Count.ShouldBe(1);
        await stage
            .Api.GetAsync($"/v1/contacts?phoneNumberId={stage.Host.Get<Ids>().Uuid()}")
            .ShouldBeAsync(HttpStatusCode.NotFound);
        await stage.Api.GetAsync("/v1/contacts?phoneNumberId=x").ShouldBeAsync(HttpStatusCode.BadRequest);
        var theirs = await other.Sandbox.GetAsync("/v1/contacts").ShouldBeAsync(HttpStatusCode.OK);
        theirs.GetProperty("data").GetArrayLength().ShouldBe(0);
        await other.Sandbox.GetAsync($"/v1/contacts?phoneNumberId={phone.Id}").ShouldBeAsync(HttpStatusCode.NotFound);
        await other.Sandbox.GetAsync($"/v1/phones/{phone.Id}/sync").ShouldBeAsync(HttpStatusCode.NotFound);
        using var narrow = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, "phones:read");
        await narrow.GetAsync("/v1/contacts").ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_endpoint_of_payload_version_1_gets_what_Meta_wrote_once()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAppAsync(receiver, more: ""","payloadVersion":1""");

        await TakeAsync(stage, phone, Add("15557770001", "Ana", 1768470000), Add("15557770002", "Bo", 1768470000));

        var told = await receiver.NextAsync();
        (told.Event, told.Data.Text("field")).ShouldBe(("account.updated", "smb_app_state_sync"));
        told.Data.GetProperty("value").GetProperty("state_sync").GetArrayLength().ShouldBe(2);
        await stage.Host.CallsEndedAsync();
        receiver.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_contact_that_is_saved_in_the_app_arrives()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectAppAsync();
        await stage.ControlAsync(
            "business_app/contacts",
            $$"""{"phone_number_id":"{{phone.MetaPhoneNumberId}}","phone":"+1 555 777 0009","name":"Zoe"}"""
        );
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        (await ListAsync(stage)).ShouldBe(["+15557770009 Zoe"]);
    }

    private static async Task TakeAsync(Stage stage, ConnectedPhone phone, params string[] items)
    {
        var members = $"\"state_sync\":[{string.Join(',', items)}]";
        await stage.ShouldBeTakenAsync(Payload.Entry("1", AppStage.Field("smb_app_state_sync", phone, members)));
        await stage.WhenWorkedOffAsync();
    }

    private static string Add(string phone, string name, long at) =>
        $$"""
            {"type":"contact","contact":{"full_name":"{{name}}","first_name":"{{name}}","phone_number":"{{phone}}"},
            "action":"add","metadata":{"timestamp":"{{at}}"} }
            """;

    private static string Remove(string phone, long at) =>
        $$"""
            {"type":"contact","contact":{"phone_number":"{{phone}}"},"action":"remove","metadata":{"timestamp":{{at}}} }
            """;

    private static async Task<IReadOnlyList<string>> ListAsync(Stage stage) =>
        [.. (await ReadAsync(stage)).Select(contact => $"{contact.Text("contactPhone")} {contact.Text("fullName")}")];

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Stage stage, string query = "") =>
        [
            .. (await stage.Api.GetAsync("/v1/contacts" + query).ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .EnumerateArray(),
        ];
}
