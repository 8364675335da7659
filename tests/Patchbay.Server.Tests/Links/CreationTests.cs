using System.Net;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>What the request for a link may hold.</summary>
public sealed class CreationTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("""{"name":"x","expiresInSecond":60}""", "expiresInSecond")]
    [InlineData("""{"name":"x","Name":"y"}""", "Name")]
    [InlineData(
        """{"name":"x","theme":{"accentColor":"#123456","logoUrl":"https://my.app/logo.png"}}""",
        "theme.logoUrl"
    )]
    [InlineData("""{"name":"x","failureUrl":"http://my.app"}""", "failureUrl")]
    [InlineData("""{"name":"x","failureUrl":"https://my.app/#x"}""", "failureUrl")]
    [InlineData("""{"name":"x","refreshUrl":"https://u:p@my.app"}""", "refreshUrl")]
    [InlineData("""{"name":"x","refreshUrl":7}""", "refreshUrl")]
    [InlineData("""{"name":"x","redirectUrl":"https://my.app","redirectSecret":"short"}""", "redirectSecret")]
    [InlineData("""{"name":"x","redirectSecret":"0123456789abcdef"}""", "redirectSecret")]
    [InlineData("""{"name":"x","replacesEarlier":true}""", "replacesEarlier")]
    [InlineData("""{"name":"x","externalId":"c","replacesEarlier":"yes"}""", "replacesEarlier")]
    public async Task A_member_that_is_unknown_or_wrong_is_named_and_nothing_is_stored(string body, string field)
    {
        await _stage
            .Api.PostJsonAsync(LinkStage.Root, body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        var list = await _stage.Api.GetAsync(LinkStage.Root).ShouldBeAsync(HttpStatusCode.OK);
        list.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Every_documented_member_is_known()
    {
        var link = await _stage.MakeAsync(
            $$$"""
            {"name":"x","externalId":"c","metadata":{"any":{"thing":1}},"redirectUrl":"https://my.app/done",
             "failureUrl":"https://my.app/failed","refreshUrl":"https://my.app/again","redirectSecret":"{{{LinkStage.Secret}}}",
             "webhookUrl":"https://my.app/hook","webhookSecret":"0123456789abcdef","webhookEvents":["*"],
             "expiresInSeconds":60,"theme":{"accentColor":"#123456"},"locale":"es","allowedConnectionTypes":["cloud"],
             "replacesEarlier":true}
            """
        );
        link.GetProperty("failureUrl").GetString().ShouldBe("https://my.app/failed");
        link.GetProperty("refreshUrl").GetString().ShouldBe("https://my.app/again");
    }
}
