using System.Text.Json.Nodes;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Blocking;

public sealed class BlockingTests
{
    [Fact]
    public async Task A_partial_failure_returns_the_added_and_the_failed_users()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """
            {"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"+1555","wa_id":"1555"}],
             "failed_users":[{"input":"+1556","errors":[{"code":131047,"message":"old"}]}]},
             "error":{"code":139100,"message":"(#139100) partial"}}
            """,
            400
        );
        var result = await graph
            .Session()
            .Blocking.BlockAsync("106", new() { Users = [new() { User = "+1555" }, new() { UserId = "US.1" }] });
        (result.Users?.AddedUsers?.Single().WaId).ShouldBe("1555");
        (result.Users?.FailedUsers?.Single().Errors?.Single().Code).ShouldBe(131047);
        (result.Error?.Code).ShouldBe(139100);
        Samples
            .Lost(
                JsonNode.Parse(
                    """{"block_users":[{"user":"+1555"},{"user_id":"US.1"}],"messaging_product":"whatsapp"}"""
                ),
                JsonNode.Parse(graph.Single.Body)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_complete_failure_throws_GraphApiException()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"error":{"code":139101,"message":"full"}}""", 400);
        await Should.ThrowAsync<GraphApiException>(() =>
            graph.Session().Blocking.BlockAsync("106", new() { Users = [new() { User = "+1555" }] })
        );
    }

    [Fact]
    public async Task Unblocking_is_a_DELETE_with_a_body()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"block_users":{"removed_users":[{"input":"+1555"}]}}"""
        );
        (
            await graph.Session().Blocking.UnblockAsync("106", new() { Users = [new() { User = "+1555" }] })
        ).Users!.RemovedUsers!.Count.ShouldBe(1);
        (graph.Single.Method, graph.Single.Body.Length > 0).ShouldBe(("DELETE", true));
    }
}
