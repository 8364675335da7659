using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class PublishTests
{
    [Theory, EachDatabase]
    public async Task An_event_creates_one_delivery_for_each_subscribed_endpoint(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var both = await stage.CreateHookAsync("\"message.status_updated\",\"message.read\"");
        var all = await stage.CreateHookAsync(path: "/all");
        var other = await stage.CreateHookAsync("\"message.received\"", path: "/other");
        var off = await stage.CreateHookAsync(more: ""","isActive":false""", path: "/off");

        await stage.PublishAsync(EventNames.MessageRead);

        (await stage.DeliveriesAsync(both)).GetArrayLength().ShouldBe(1);
        (await stage.DeliveriesAsync(all)).GetArrayLength().ShouldBe(1);
        (await stage.DeliveriesAsync(other)).GetArrayLength().ShouldBe(0);
        (await stage.DeliveriesAsync(off)).GetArrayLength().ShouldBe(0);
        (await stage.Receiver.NextAsync()).Event.ShouldBe("message.read");
        (await stage.Receiver.NextAsync()).Event.ShouldBe("message.read");
    }

    [Theory, EachDatabase]
    public async Task Other_tenants_and_the_other_environment_get_nothing(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync();
        var e = new NewEvent(EventNames.MessageRead, stage.Host.Clock.GetUtcNow(), "{}");
        await stage.PublishAsync(stage.Acme.ProductionTenant, e);
        await stage.PublishAsync((await stage.Host.CreateOrganizationAsync("Other")).SandboxTenant, e);
        (await stage.DeliveriesAsync(hook)).GetArrayLength().ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task An_event_that_is_rolled_back_is_not_published(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync();
        var e = new NewEvent(EventNames.MessageRead, stage.Host.Clock.GetUtcNow(), "{}");
        await Should.ThrowAsync<InvalidOperationException>(() =>
            stage
                .Host.Get<Database>()
                .WriteAsync(
                    async session =>
                    {
                        await stage.Host.Get<OutgoingEvents>().PublishAsync(session, stage.Acme.SandboxTenant, e);
                        throw new InvalidOperationException("stop");
                    },
                    default
                )
        );
        (await stage.DeliveriesAsync(hook)).GetArrayLength().ShouldBe(0);
    }
}
