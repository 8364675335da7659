using System.Net;
using System.Text.Json;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.SignUp;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>A new link that ends the earlier links of the same customer.</summary>
public sealed class ReplacingTests
{
    private const string Newer = """{"name":"newer","externalId":"c","replacesEarlier":true}""";

    [Theory, EachDatabase]
    public async Task Only_pending_links_of_the_same_customer_end(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var earlier = await stage.CreateLinkAsync("""{"name":"earlier","externalId":"c"}""");
        var refreshing = await stage.CreateLinkAsync(
            """{"name":"earlier","externalId":"c","refreshUrl":"https://my.app/again"}"""
        );
        var ofAnother = await stage.CreateLinkAsync("""{"name":"another","externalId":"d"}""");
        var completed = (await stage.ConnectAsync(linkJson: """{"name":"done","externalId":"c"}""")).Link;
        await using var open = await earlier.OpenAsync();

        var newer = await stage.MakeAsync(Newer);

        foreach (var ended in new[] { earlier, refreshing })
        {
            var read = await ended.ReadAsync();
            (read.Text("status"), read.Text("replacedBy")).ShouldBe(("expired", newer.Text("id")));
        }
        foreach (var (link, status) in new[] { (ofAnother, "pending"), (completed, "completed") })
        {
            var read = await link.ReadAsync();
            (read.Text("status"), read.Text("replacedBy")).ShouldBe((status, null));
        }
        newer.GetProperty("replacedBy").ValueKind.ShouldBe(JsonValueKind.Null);
        await open.PostCallbackAsync(open.CallbackJson(stage.Meta.SignUp()))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "link_expired");
        await using var again = await earlier.OpenAsync();
        again.Status.ShouldBe(HttpStatusCode.Gone);
        again.Html.ShouldContain("There is a newer link");
        using var renewed = await stage.OpenAsync($"/signup/{refreshing.Id}");
        new SignedRedirect(renewed.Headers.Location!.OriginalString)["status"].ShouldBe("replaced");
    }

    [Theory, EachDatabase]
    public async Task Without_being_asked_a_new_link_ends_none(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var earlier = await stage.CreateLinkAsync("""{"name":"earlier","externalId":"c"}""");
        await stage.CreateLinkAsync("""{"name":"newer","externalId":"c","replacesEarlier":false}""");
        (await earlier.ReadAsync()).Text("status").ShouldBe("pending");
    }

    [Theory, EachDatabase]
    public async Task Of_several_new_links_at_once_one_stays(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.MakeAsync(Newer)));
        var pending = await stage.Api.GetAsync($"{LinkStage.Root}?status=pending").ShouldBeAsync(HttpStatusCode.OK);
        pending.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_sign_up_that_has_begun_still_completes_its_link(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var earlier = await stage.CreateLinkAsync("""{"name":"earlier","externalId":"c"}""");
        await using var page = await earlier.OpenAsync();
        stage.Meta.AddFault(
            new Fault
            {
                Operation = "debugToken",
                Times = 1,
                Delay = TimeSpan.FromSeconds(1),
            }
        );
        var callback = page.CallbackAsync(stage.Meta.SignUp());
        while ((await earlier.ReadAsync()).GetProperty("lastAttempt").ValueKind == JsonValueKind.Null)
            await Task.Yield();

        await stage.MakeAsync(Newer);

        (await stage.Host.AsTimePassesAsync(callback)).Text("status").ShouldBe("success");
        (await earlier.ReadAsync()).Text("status").ShouldBe("completed");
    }
}
