using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>Set-ups at the same time, and set-ups that fail at Meta.</summary>
public sealed class SetUpRaceTests
{
    [Theory, EachDatabase]
    public async Task When_two_instances_set_up_a_number_at_once_only_one_instance_gets_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        for (var round = 0; round < 3; round++)
        {
            var number = stage.Meta.Connect();
            string[] instances = [await stage.CreateInstanceAsync("one"), await stage.CreateInstanceAsync("two")];

            var answers = await Task.WhenAll(
                instances.Select(instance => stage.Api.PostJsonAsync(Channel(instance), SetUpJson(number)))
            );

            answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 409]);
            var loser = answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict);
            (await loser.Content.ReadAsStringAsync()).ShouldBe(
                """{"detail":"This number is configured for another instance"}"""
            );
            var states = await Task.WhenAll(instances.Select(stage.StatusAsync));
            states.Select(state => state.Text("status")).Order().ShouldBe(["active", "not_configured"]);
        }
        (await stage.ScalarAsync<int>("select count(*) from instance_channels")).ShouldBe(3);
        (await stage.ScalarAsync<int>("select count(*) from connections where disconnected_at is null")).ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task When_two_organizations_set_up_a_number_at_once_only_one_organization_gets_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var other = await stage.Host.CreateOrganizationAsync("Other");
        var number = stage.Meta.Connect();
        var (mine, theirs) = (await stage.CreateInstanceAsync(), await other.Sandbox.CreateInstanceAsync());

        var answers = await Task.WhenAll(
            stage.Api.PostJsonAsync(Channel(mine), SetUpJson(number)),
            other.Sandbox.PostJsonAsync(Channel(theirs), SetUpJson(number))
        );

        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 409]);
        (await stage.ScalarAsync<int>("select count(*) from instance_channels")).ShouldBe(1);
        (await stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_same_set_up_sent_twice_at_once_creates_one_channel(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var (number, instance) = (stage.Meta.Connect(), await stage.CreateInstanceAsync());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => stage.Api.PostJsonAsync(Channel(instance), SetUpJson(number)))
        );

        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.Created);
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.Created
            || answer.StatusCode == HttpStatusCode.OK
            || answer.StatusCode == HttpStatusCode.Conflict
        );
        (await stage.StatusAsync(instance)).Text("status").ShouldBe("active");
        (await stage.ScalarAsync<int>("select count(*) from instance_channels")).ShouldBe(1);
        (await stage.ScalarAsync<int>("select count(*) from connections where disconnected_at is null")).ShouldBe(1);
    }

    [Theory]
    [InlineData("debugToken")]
    [InlineData("getWhatsAppBusinessAccountPhoneNumbers")]
    public async Task A_failure_at_Meta_is_a_502_and_stores_nothing(string operation)
    {
        await using var stage = await Stage.StartAsync();
        var (number, instance) = (stage.Meta.Connect(), await stage.CreateInstanceAsync());
        stage.Meta.FailNext(operation, code: 2, httpStatus: 500);

        (await stage.Api.PostJsonAsync(Channel(instance), SetUpJson(number)).ShouldBeAsync(HttpStatusCode.BadGateway))
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["detail"]);

        (await stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);
        (await stage.StatusAsync(instance)).Text("status").ShouldBe("not_configured");
        await stage.SetUpAsync(instance, number);
    }

    [Fact]
    public async Task A_failed_subscription_leaves_the_number_pending()
    {
        await using var stage = await Stage.StartAsync();
        var (number, instance) = (stage.Meta.Connect(), await stage.CreateInstanceAsync());
        stage.Meta.FailNext("*/subscribed_apps", code: 2, httpStatus: 500, times: 10);

        (await stage.SetUpAsync(instance, number)).Text("status").ShouldBe("pending");

        var channel = (
            await stage.Api.GetAsync($"{Root}/{instance}/channels").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("channels")[0];
        (channel.Text("status"), channel.Text("error_message")).ShouldBe(("pending", "app_not_subscribed"));
    }

    [Fact]
    public async Task A_number_of_an_instance_has_the_shared_hook_as_its_webhook_URL()
    {
        await using var stage = await Stage.StartAsync();
        var (number, instance) = (stage.Meta.Connect(), await stage.CreateInstanceAsync());
        await stage.RegisterAsync(number);
        (await PhoneAsync(stage)).Text("webhookUrl")!.ShouldContain("/webhook/phone/");

        var made = await stage.SetUpAsync(instance, number);

        var phone = await PhoneAsync(stage);
        phone.Text("webhookUrl").ShouldBe(made.Text("webhook_url"));
        (await stage.Api.GetAsync($"/v1/phones/{phone.Id()}").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .Text("webhookUrl")
            .ShouldBe(made.Text("webhook_url"));
    }

    private static async Task<System.Text.Json.JsonElement> PhoneAsync(Stage stage) =>
        (await stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0];
}
