using System.Net;
using System.Text;
using Patchbay.Emulator;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

public sealed class EachDatabaseTests
{
    [Theory, EachDatabase]
    public async Task A_number_is_set_up_replaced_receives_and_is_torn_down(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var (first, second, instance) = (
            stage.Meta.Connect(),
            stage.ConnectOfAnotherApp(),
            await stage.CreateInstanceAsync()
        );
        await stage.SetUpAsync(instance, first);
        await stage.SetUpAsync(
            instance,
            second,
            EmulatorDefaults.OtherAppSecret,
            ""","verify_token":"a-token-of-mine" """,
            HttpStatusCode.OK
        );

        await stage
            .Host.Anonymous.GetAsync($"{Hook}?hub.mode=subscribe&hub.verify_token=a-token-of-mine&hub.challenge=1")
            .ShouldBeAsync(HttpStatusCode.OK);
        var body = Encoding.UTF8.GetBytes(
            Payload.Body(Payload.Entry(second.WabaId, Payload.Text(second.PhoneNumberId, "wamid.1")))
        );
        await stage
            .PostAsync(body, Hook, WebhookSignature.Sign(body, EmulatorDefaults.OtherAppSecret))
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();
        (await stage.ScalarAsync<string>("select data from events where type = 'message.received'"))!.ShouldStartWith(
            $$"""{"instanceId":"{{instance}}","""
        );

        (await stage.Api.PostJsonAsync(Channel(instance) + "/connect", "").ShouldBeAsync(HttpStatusCode.OK))
            .Text("state")!
            .Length.ShouldBe(43);
        await stage.Api.DeleteAsync($"{Root}/{instance}").ShouldBeAsync(HttpStatusCode.NoContent);
        (await stage.ScalarAsync<int>("select count(*) from instance_channels")).ShouldBe(0);
        (
            await stage.ScalarAsync<int>(
                "select count(*) from connections where access_token is not null or api_secret is not null"
            )
        ).ShouldBe(0);
    }
}
