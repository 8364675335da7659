using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

public sealed class ChannelIntegrationTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_channel_that_is_not_configured_has_an_empty_config()
    {
        var answer = await _stage.Api.GetAsync($"{Root}/email").ShouldBeAsync(HttpStatusCode.OK);
        answer
            .GetRawText()
            .ShouldBe(
                """
                {"id":null,"channel":"email","is_active":false,"config":{},"created_at":null,"updated_at":null,
                "division_id":null}
                """.ReplaceLineEndings("")
            );
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_second_write_is_merged_into_the_config_of_the_channel()
    {
        var made = await PutAsync("""{"config":{"app_secret":"a-secret-long-enough","phone_number_id":"1"}}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        made.GetProperty("is_active").GetBoolean().ShouldBeTrue();
        made.GetProperty("config").GetRawText().ShouldBe("""{"phone_number_id":"1","app_secret":"****ough"}""");
        var merged = await PutAsync(
                """{"is_active":false,"config":{"app_secret":"****ough","phone_number_id":null,"waba_id":"2"}}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        merged.Id().ShouldBe(made.Id());
        merged.GetProperty("is_active").GetBoolean().ShouldBeFalse();
        merged.GetProperty("config").GetRawText().ShouldBe("""{"waba_id":"2","app_secret":"****ough"}""");
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))[0]
            .GetRawText()
            .ShouldBe(merged.GetRawText());
    }

    [Theory]
    [InlineData("""{"config":{"nonsense":1}}""", "config.nonsense")]
    [InlineData("""{"config":{"pin":"****"}}""", "config.pin")]
    [InlineData("""{"config":{"pin":"12345"}}""", "config.pin")]
    [InlineData("""{"config":[]}""", "config")]
    [InlineData("""{"is_active":"yes"}""", "is_active")]
    [InlineData("""{"division_id":"550e8400-e29b-41d4-a716-446655440000"}""", "division_id")]
    public async Task Bad_input_is_refused_names_the_field_and_stores_nothing(string body, string field)
    {
        await PutAsync(body).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", field);
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_channel_is_refused_and_the_known_channels_are_listed()
    {
        var refusal = await _stage
            .Api.GetAsync($"{Root}/telegram")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "channel");
        refusal.Text("error").ShouldBe("'channel' must be one of: whatsapp, instagram, email, messenger.");
        await _stage
            .Api.GetAsync($"{Accounts}?channel=telegram")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "channel");
        await _stage
            .Api.PostJsonAsync(Accounts, """{"channel":"telegram"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "channel");
    }

    [Fact]
    public async Task The_second_write_to_the_same_version_is_refused()
    {
        using var read = await _stage.Api.GetAsync($"{Root}/whatsapp");
        await PutAsync("""{"config":{"waba_id":"1"}}""", read.Headers.ETag!.ToString())
            .ShouldBeAsync(HttpStatusCode.OK);
        await PutAsync("""{"config":{"waba_id":"2"}}""", read.Headers.ETag!.ToString())
            .ShouldBeRefusalAsync(412, "CONFLICT");
    }

    [Fact]
    public async Task A_division_needs_a_name_that_no_other_division_has()
    {
        await _stage.Api.PostJsonAsync("/api/divisions", """{"name":"Sales"}""").ShouldBeAsync(HttpStatusCode.Created);
        await _stage
            .Api.PostJsonAsync("/api/divisions", """{"name":"Sales"}""")
            .ShouldBeRefusalAsync(409, "CONFLICT", "name");
        await _stage.Api.PostJsonAsync("/api/divisions", "{}").ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "name");
        (await _stage.Api.GetAsync("/api/divisions").ShouldBeAsync(HttpStatusCode.OK))
            .EnumerateArray()
            .Select(division => division.Text("name"))
            .ShouldBe(["Sales"]);
    }

    private Task<HttpResponseMessage> PutAsync(string json, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Root}/whatsapp") { Content = HttpJson.Json(json) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return _stage.Api.SendAsync(request);
    }
}
