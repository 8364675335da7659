using System.Net;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Templates;

public sealed class TemplateTests
{
    private const string Promo = """
        {"name":"summer_promo","language":"en_US","category":"MARKETING","components":[{"type":"BODY",
        "text":"Hello, it is summer."}]}
        """;

    [Fact]
    public async Task A_template_is_created_listed_and_deleted()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var path = $"/v1/wabas/{phone.WabaId}/templates";

        var made = await stage.Api.PostJsonAsync(path, Promo).ShouldBeAsync(HttpStatusCode.Created);

        made.GetProperty("data").GetProperty("id").GetString().ShouldNotBeNullOrEmpty();
        var listed = await stage.Api.GetAsync($"{path}?name=summer_promo").ShouldBeAsync(HttpStatusCode.OK);
        listed
            .GetProperty("data")[0]
            .GetProperty("components")[0]
            .GetProperty("text")
            .GetString()
            .ShouldBe("Hello, it is summer.");
        listed.GetProperty("meta").GetProperty("pagination").GetProperty("total").GetInt32().ShouldBe(1);
        await stage.Api.DeleteAsync($"{path}?name=summer_promo").ShouldBeAsync(HttpStatusCode.NoContent);
        (await stage.Api.GetAsync($"{path}?name=summer_promo").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_faulty_template_is_refused_by_the_server_or_by_Meta()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var path = $"/v1/wabas/{phone.WabaId}/templates";

        await stage
            .Api.PostJsonAsync(path, """{"language":"en_US","category":"MARKETING"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "name");
        await stage
            .Api.PostJsonAsync(path, """{"name":"Summer!","language":"en_US","category":"MARKETING"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "name");
        await stage.Api.DeleteAsync(path).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "name");
        await stage
            .Api.PostJsonAsync(path, """{"name":"x","language":"en_US","category":"NONSENSE"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "meta_refused");
        await stage
            .Api.GetAsync($"/v1/wabas/{Guid.Empty}/templates")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }
}
