using System.Net;
using System.Text.Json;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>A webhook that takes only so many deliveries in a second.</summary>
public sealed class RateLimitTests
{
    [Theory, EachDatabase]
    public async Task Deliveries_are_spaced_evenly_none_is_lost_and_others_do_not_wait(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var limited = await stage.CreateHookAsync(more: ""","rateLimit":2,"ordering":"none" """, path: "/limited");
        await stage.CreateHookAsync("\"message.read\"", path: "/free");
        for (var i = 0; i < 5; i++)
            await stage.PublishAsync();
        (await stage.Receiver.NextAsync()).Path.ShouldBe("/hook/limited");
        for (var i = 0; i < 5; i++)
            await stage.PublishAsync(EventNames.MessageRead);
        for (var i = 0; i < 5; i++)
            (await stage.Receiver.NextAsync()).Path.ShouldBe("/hook/free");
        Calls(stage).ShouldBe(1, "half a second must pass before the next call");

        for (var call = 2; call <= 10; call++)
        {
            stage.Advance(TimeSpan.FromMilliseconds(499));
            stage.Advance(TimeSpan.FromMilliseconds(1));
            (await stage.Receiver.NextAsync()).Path.ShouldBe("/hook/limited");
            Calls(stage).ShouldBe(call);
        }
        var delivered = await stage.UntilAsync(
            $"/v1/outgoing-webhooks/{OutgoingStage.Id(limited)}/deliveries",
            list => list.EnumerateArray().All(delivery => delivery.GetProperty("state").GetString() == "delivered")
        );
        delivered.GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task A_removed_limit_lets_the_waiting_deliveries_go()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var hook = await stage.CreateHookAsync(more: ""","rateLimit":1,"ordering":"none" """, path: "/limited");
        for (var i = 0; i < 4; i++)
            await stage.PublishAsync();
        await stage.Receiver.NextAsync();

        await ChangeAsync(stage, hook, """{"rateLimit":null}""");
        for (var i = 0; i < 3; i++)
            await stage.Host.AsTimePassesAsync(stage.Receiver.NextAsync());
    }

    [Fact]
    public async Task The_limit_is_shown_changed_and_removed()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var hook = await stage.CreateHookAsync(more: ""","rateLimit":25""");
        hook.GetProperty("rateLimit").GetInt32().ShouldBe(25);

        (await ChangeAsync(stage, hook, """{"description":"x"}""")).GetProperty("rateLimit").GetInt32().ShouldBe(25);
        (await ChangeAsync(stage, hook, """{"rateLimit":1000}""")).GetProperty("rateLimit").GetInt32().ShouldBe(1000);
        (await ChangeAsync(stage, hook, """{"rateLimit":null}"""))
            .GetProperty("rateLimit")
            .ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("1.5")]
    [InlineData("\"5\"")]
    public async Task A_limit_out_of_range_is_refused(string limit)
    {
        await using var stage = await OutgoingStage.StartAsync();
        var body = $$"""{"url":"https://example.com/x","events":["*"],"rateLimit":{{limit}} }""";
        await stage
            .Api.PostJsonAsync("/v1/outgoing-webhooks", body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "rateLimit");
        var hook = await stage.CreateHookAsync();
        await stage
            .Api.PatchJsonAsync($"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}", $$"""{"rateLimit":{{limit}} }""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "rateLimit");
    }

    private static int Calls(OutgoingStage stage) => stage.Receiver.All.Count(call => call.Path == "/hook/limited");

    private static async Task<JsonElement> ChangeAsync(OutgoingStage stage, JsonElement hook, string body) =>
        (
            await stage
                .Api.PatchJsonAsync($"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}", body)
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
}
