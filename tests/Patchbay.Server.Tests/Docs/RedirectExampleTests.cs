using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Links;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Docs;

/// <summary>docs/onboarding.md shows in two languages how the query of a redirect is verified.</summary>
public sealed class RedirectExampleTests
{
    private const string Own = "a secret of mine: schön";

    [Theory]
    [InlineData("node")]
    [InlineData("python3")]
    public async Task The_example_accepts_what_Patchbay_sends_and_nothing_else(string program)
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync(
            $$"""
            {"name":"x","externalId":"it's 1+1 & é","redirectUrl":"https://my.app/done?tab=a%20b&empty=",
             "redirectSecret":"{{Own}}"}
            """
        );
        await using var page = await link.OpenAsync();
        var sent = (await page.CallbackAsync(stage.Meta.SignUp())).Text("redirectUrl")!;
        var path = sent[sent.IndexOf("/done", StringComparison.Ordinal)..];
        var others = new[]
        {
            path.Replace("=success", "=error", StringComparison.Ordinal),
            path.Replace("tab=a", "tab=b", StringComparison.Ordinal),
            path.Split("&signature=")[0],
            path[..^1],
            "/done",
            path.Split('?')[0] + "?status=success&signature=",
        };

        var answers = await RunAsync(program, [sent, path, path + "&tracked=by-a-browser", .. others]);

        foreach (var read in answers.Take(3))
        {
            read.EnumerateObject()
                .Select(member => $"{member.Name}={member.Value.GetString()}")
                .ShouldBe([
                    "tab=a b",
                    "empty=",
                    $"onboarding_link_id={link.Id}",
                    "external_id=it's 1+1 & é",
                    "status=success",
                ]);
        }
        answers.Skip(3).ShouldAllBe(read => read.ValueKind == JsonValueKind.Null);
    }

    private static async Task<List<JsonElement>> RunAsync(string program, string[] addresses)
    {
        var input = new JsonArray([.. addresses.Select(address => (JsonNode)address)]).ToJsonString();
        var answers =
            program == "node"
                ? await DocExample.RunAsync(
                    program,
                    "example.mjs",
                    DocExample.Read("onboarding.md", "js", "readRedirect") + ForNode,
                    input
                )
                : await DocExample.RunAsync(
                    program,
                    "example.py",
                    DocExample.Read("onboarding.md", "python", "read_redirect") + ForPython,
                    input
                );
        return [.. answers.EnumerateArray()];
    }

    private const string ForNode = $$"""

        import { readFileSync } from "node:fs";
        const addresses = JSON.parse(readFileSync(0, "utf8"));
        console.log(JSON.stringify(addresses.map((address) => readRedirect(address, "{{Own}}"))));
        """;

    private const string ForPython = $"""

        import json
        import sys
        print(json.dumps([read_redirect(address, "{Own}") for address in json.load(sys.stdin)]))
        """;
}
