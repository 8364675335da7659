using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Phones;

/// <summary>Several numbers of one WhatsApp account, each connected by a link of its own.</summary>
public sealed class WabaPhonesTests
{
    [Theory, EachDatabase]
    public async Task The_account_shows_each_number_with_its_own_metadata(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var first = await stage.ConnectAsync(linkJson: """{"name":"first","externalId":"one","metadata":{"shop":1}}""");
        var second = await stage.ConnectAsync(
            new SignupChoices { BusinessId = first.Signup.BusinessId, WabaId = first.Signup.WabaId },
            """{"name":"second","externalId":"two","metadata":{"shop":2}}"""
        );
        var plain = await stage.ConnectAsync(linkJson: """{"name":"of another account"}""");
        second.WabaId.ShouldBe(first.WabaId);

        var one = await DataAsync(stage, $"/v1/wabas/{first.WabaId}");
        var listed = (await DataAsync(stage, "/v1/wabas")).EnumerateArray().ToDictionary(waba => waba.Text("id")!);
        var connection = await DataAsync(stage, $"/v1/wabas/{first.WabaId}/connection");

        (one.Text("externalId"), one.GetProperty("metadata").GetRawText()).ShouldBe(("one", """{"shop":1}"""));
        foreach (var waba in new[] { one, listed[first.WabaId], connection.GetProperty("waba") })
        {
            PhonesOf(waba)
                .ShouldBe(
                    [(first.Id, "one", """{"shop":1}"""), (second.Id, "two", """{"shop":2}""")],
                    ignoreOrder: true
                );
        }
        PhonesOf(listed[plain.WabaId]).ShouldBe([(plain.Id, null, "null")]);
    }

    private static IEnumerable<(string?, string?, string)> PhonesOf(JsonElement waba) =>
        waba.GetProperty("phones")
            .EnumerateArray()
            .Select(phone => (phone.Text("id"), phone.Text("externalId"), phone.GetProperty("metadata").GetRawText()));

    private static async Task<JsonElement> DataAsync(Stage stage, string path) =>
        (await stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
}
