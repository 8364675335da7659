using Patchbay.Emulator;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>The events of a link name the customer by what the link's owner gave it.</summary>
public sealed class EventTests
{
    [Theory, EachDatabase]
    public async Task Each_event_of_a_link_carries_its_external_id_and_metadata(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage.Api.PostJsonAsync("/v1/outgoing-webhooks", $$"""{"url":"{{receiver.Url}}","events":["*"]}""");
        var link = await stage.CreateLinkAsync("""{"name":"x","externalId":"c","metadata":{"shop":7,"tags":["a"]}}""");
        await using (var left = await link.OpenAsync())
            await left.PostEventAsync($$"""{"pageToken":"{{left.PageToken}}","type":"abandoned"}""");
        ShouldNameTheCustomer(await receiver.NextAsync("onboarding_link.abandoned"));
        await using (var failed = await link.OpenAsync())
            await failed.CallbackAsync(stage.Meta.SignUp(new SignupChoices { WithoutNumber = true }));
        ShouldNameTheCustomer(await receiver.NextAsync("onboarding_link.failed"));
        await using (var page = await link.OpenAsync())
            await page.CallbackAsync(stage.Meta.SignUp());

        // The two come in either order.
        List<string> last = ["phone_number.connected", "onboarding_link.completed"];
        while (last.Count > 0)
        {
            var next = await receiver.NextAsync();
            if (next.Event is { } name && last.Remove(name))
                ShouldNameTheCustomer(next);
        }
    }

    private static void ShouldNameTheCustomer(ReceivedWebhook webhook)
    {
        webhook.Data.GetProperty("externalId").GetString().ShouldBe("c", webhook.Event);
        webhook.Data.GetProperty("metadata").GetRawText().ShouldBe("""{"shop":7,"tags":["a"]}""", webhook.Event);
    }
}
