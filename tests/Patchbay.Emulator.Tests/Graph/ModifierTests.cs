using System.Net.Http.Headers;

namespace Patchbay.Emulator.Tests.Graph;

/// <summary>Modifiers inside <c>fields</c>, metadata of nodes, and entity tags.</summary>
public sealed class ModifierTests
{
    [Fact]
    public async Task An_edge_inside_fields_can_be_limited_reversed_and_renamed()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        for (var i = 0; i < 3; i++)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.WabaId}/phone_numbers",
                    $$"""{"cc":"1","phone_number":"555203000{{i}}","verified_name":"Number {{i}}"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed();

        var all = (await ReadAsync(meta, shop, "phone_numbers{id}"))["phone_numbers"]!["data"]!
            .AsArray()
            .Select(n => (string)n!["id"]!)
            .ToList();
        var two = (await ReadAsync(meta, shop, "phone_numbers.limit(2){id}"))["phone_numbers"]!;
        var last = (await ReadAsync(meta, shop, "phone_numbers.order(reverse_chronological).limit(1).as(newest){id}"))[
            "newest"
        ]!;

        all.Count.ShouldBe(4);
        two["data"]!.AsArray().Select(n => (string)n!["id"]!).ShouldBe(all[..2]);
        ((string)last["data"]![0]!["id"]!).ShouldBe(all[^1]);
        var next = (
            await meta.GetAsync(
                $"v23.0/{shop.WabaId}/phone_numbers?limit=2&after={two["paging"]!["cursors"]!["after"]}",
                shop.AccessToken
            )
        ).ShouldSucceed();
        next["data"]!.AsArray().Select(n => (string)n!["id"]!).ShouldBe(all[2..]);
    }

    [Theory]
    [InlineData("phone_numbers.limit(0)", 100)]
    [InlineData("phone_numbers.limit(many)", 100)]
    [InlineData("phone_numbers.limit(2", 2500)]
    [InlineData("phone_numbers.limit", 2500)]
    public async Task A_malformed_modifier_is_refused(string fields, int code)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (await meta.GetAsync($"v23.0/{shop.WabaId}?fields={fields}", shop.AccessToken)).ShouldBeRefused(code);
    }

    [Fact]
    public async Task Metadata_describes_a_nodes_fields_and_edges()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var metadata = (await meta.GetAsync($"v23.0/{shop.WabaId}?metadata=1", shop.AccessToken)).ShouldSucceed()[
            "metadata"
        ]!;

        metadata["fields"]!.AsArray().Select(f => (string)f!["name"]!).ShouldContain("message_template_namespace");
        (await meta.GetAsync((string)metadata["connections"]!["phone_numbers"]!, shop.AccessToken)).ShouldSucceed();
        ((string)metadata["type"]!).ShouldBe("whatsappbusinessaccount");
    }

    [Fact]
    public async Task An_unchanged_answer_is_304_without_a_body()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var address = $"v23.0/{shop.PhoneNumberId}?fields=verified_name,status";
        var tag = (await meta.GetAsync(address, shop.AccessToken)).Response.Headers.ETag!.Tag;

        (await AskAsync(meta, shop, address, tag)).ShouldBe(304);
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldSucceed();
        (await AskAsync(meta, shop, address, tag)).ShouldBe(200);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ReadAsync(
        Meta meta,
        ConnectedNumber shop,
        string fields
    ) => (await meta.GetAsync($"v23.0/{shop.WabaId}?fields={fields}", shop.AccessToken)).ShouldSucceed();

    private static async Task<int> AskAsync(Meta meta, ConnectedNumber shop, string address, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.AccessToken);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await meta.Http.SendAsync(request, Meta.Cancel);
        return (int)response.StatusCode;
    }
}
