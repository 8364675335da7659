using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Graph;

public sealed class BatchTests
{
    [Fact]
    public async Task Each_request_of_a_batch_has_its_own_answer()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var answers = await RunAsync(
            meta,
            shop,
            new JsonArray(
                new JsonObject { ["method"] = "GET", ["relative_url"] = $"{shop.PhoneNumberId}?fields=verified_name" },
                new JsonObject { ["method"] = "GET", ["relative_url"] = "v23.0/123456789012345" },
                new JsonObject
                {
                    ["method"] = "POST",
                    ["relative_url"] = $"{shop.PhoneNumberId}/messages",
                    ["body"] =
                        "messaging_product=whatsapp&to=15550100001&text=" + Uri.EscapeDataString("""{"body":"hi"}"""),
                }
            )
        );

        answers.Select(a => (int)a!["code"]!).ShouldBe([200, 400, 200]);
        ((string)Body(answers[0])["id"]!).ShouldBe(shop.PhoneNumberId);
        ((int)Body(answers[1])["error"]!["code"]!).ShouldBe(100);
        meta.Emulator.StatusOf((string)Body(answers[2])["messages"]![0]!["id"]!).ShouldBe("accepted");
        answers[0]!["headers"]!.AsArray().Select(h => (string)h!["name"]!).ShouldContain("facebook-api-version");
    }

    [Fact]
    public async Task A_request_can_use_the_answer_of_an_earlier_one()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var answers = await RunAsync(
            meta,
            shop,
            new JsonArray(
                new JsonObject
                {
                    ["method"] = "GET",
                    ["name"] = "numbers",
                    ["relative_url"] = $"{shop.WabaId}/phone_numbers?fields=id",
                },
                new JsonObject { ["method"] = "GET", ["relative_url"] = "{result=numbers:$.data.*.id}?fields=status" }
            )
        );

        answers[0].ShouldBeNull();
        ((string)Body(answers[1])["id"]!).ShouldBe(shop.PhoneNumberId);
    }

    [Fact]
    public async Task A_request_that_depends_on_a_failed_one_is_not_run()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var answers = await RunAsync(
            meta,
            shop,
            new JsonArray(
                new JsonObject
                {
                    ["method"] = "GET",
                    ["name"] = "first",
                    ["relative_url"] = "123456789012345",
                },
                new JsonObject
                {
                    ["method"] = "POST",
                    ["depends_on"] = "first",
                    ["relative_url"] = $"{shop.PhoneNumberId}/deregister",
                }
            )
        );

        ((int)answers[0]!["code"]!).ShouldBe(400);
        answers[1].ShouldBeNull();
        meta.Emulator.Requests.ShouldNotContain(r => r.Path.EndsWith("/deregister"));
    }

    [Theory]
    [InlineData("\"no list\"")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[{\"method\":\"GET\"}]")]
    public async Task A_malformed_batch_is_refused(string batch)
    {
        await using var meta = await Meta.StartAsync();

        (await meta.PostAsync("v23.0/", $$"""{"batch":{{batch}}}""", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(
            100
        );
    }

    [Fact]
    public async Task A_batch_of_more_than_fifty_requests_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var requests = string.Join(',', Enumerable.Repeat("""{"method":"GET","relative_url":"me"}""", 51));

        (
            await meta.PostAsync("v23.0/", $$"""{"batch":[{{requests}}]}""", EmulatorDefaults.SystemUserToken)
        ).ShouldBeRefused(100);
    }

    private static async Task<JsonArray> RunAsync(Meta meta, ConnectedNumber shop, JsonArray batch)
    {
        using var form = new FormUrlEncodedContent([
            new("batch", batch.ToJsonString()),
            new("access_token", shop.AccessToken),
        ]);
        return (await meta.PostAsync("v23.0/", form)).ShouldSucceed().AsArray();
    }

    private static JsonNode Body(JsonNode? answer) => JsonNode.Parse((string)answer!["body"]!)!;
}
