using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

public sealed class InstanceListTests
{
    [Theory, EachDatabase]
    public async Task A_list_continues_after_its_cursor_newest_first(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Insert(0, await stage.CreateInstanceAsync($"bot {i}"));

        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await stage
                .Api.GetAsync($"{Root}?limit=2{(cursor is null ? "" : $"&starting_after={cursor}")}")
                .ShouldBeAsync(HttpStatusCode.OK);
            page.GetProperty("count").GetInt32().ShouldBe(page.GetProperty("instances").GetArrayLength());
            read.AddRange(page.GetProperty("instances").EnumerateArray().Select(instance => instance.Text("id")!));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);

        read.ShouldBe(made);
    }

    [Fact]
    public async Task A_list_without_paging_has_the_two_documented_members()
    {
        await using var stage = await Stage.StartAsync();
        await stage.CreateInstanceAsync();
        var list = await stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK);
        list.EnumerateObject().Select(member => member.Name).ShouldBe(["instances", "count"]);
    }

    [Theory]
    [InlineData("limit=0", "limit", "Input should be greater than or equal to 1", "greater_than_equal")]
    [InlineData("limit=-3", "limit", "Input should be greater than or equal to 1", "greater_than_equal")]
    [InlineData("limit=1001", "limit", "Input should be less than or equal to 1000", "less_than_equal")]
    [InlineData(
        "limit=many",
        "limit",
        "Input should be a valid integer, unable to parse string as an integer",
        "int_parsing"
    )]
    [InlineData(
        "starting_after=nobody",
        "starting_after",
        "Value error, not the 'next_cursor' of an earlier page",
        "value_error"
    )]
    public async Task A_bad_page_parameter_is_refused_and_named(string query, string name, string message, string type)
    {
        await using var stage = await Stage.StartAsync();
        await stage.Api.GetAsync($"{Root}?{query}").ShouldBeInvalidAsync(Fault($"\"query\",\"{name}\"", message, type));
    }

    [Fact]
    public async Task Another_organizations_cursor_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var other = await stage.Host.CreateOrganizationAsync("Other");
        await stage
            .Api.GetAsync($"{Root}?starting_after={await other.Sandbox.CreateInstanceAsync()}")
            .ShouldBeInvalidAsync(
                Fault(
                    "\"query\",\"starting_after\"",
                    "Value error, not the 'next_cursor' of an earlier page",
                    "value_error"
                )
            );
    }
}
