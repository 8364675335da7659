using System.Net;
using System.Text;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

public sealed class RefusedSendTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private ConnectedPhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _phone = await _stage.ConnectAsync();
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("""{"type":"text","text":"x"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":null}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":15550100001}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":""}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"12345"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"+1 555 010 0001"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"+1555010000100000"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"+05550100001"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"15550100001\n"}""", "to")]
    [InlineData("""{"type":"text","text":"x","to":"１５５５０１００００１"}""", "to")]
    [InlineData("""{"type":"text","text":"x","recipient":7}""", "recipient")]
    [InlineData("""{"type":"text","text":"x","recipient":"a b"}""", "recipient")]
    [InlineData("""{"type":"fax","to":"15550100001","fax":{}}""", "type")]
    [InlineData("""{"type":7,"to":"15550100001","text":"x"}""", "type")]
    [InlineData("""{"type":"Text","to":"15550100001","text":"x"}""", "type")]
    [InlineData("""{"type":"text","to":"15550100001"}""", "text")]
    [InlineData("""{"to":"15550100001"}""", "text")]
    [InlineData("""{"type":"text","to":"15550100001","text":""}""", "text")]
    [InlineData("""{"type":"text","to":"15550100001","text":5}""", "text")]
    [InlineData("""{"type":"image","to":"15550100001","text":"x"}""", "image")]
    [InlineData("""{"type":"image","to":"15550100001","image":"x"}""", "image")]
    [InlineData("""{"type":"image","to":"15550100001","image":[]}""", "image")]
    [InlineData("""{"type":"contacts","to":"15550100001","contacts":{}}""", "contacts")]
    public async Task A_fault_is_refused_with_its_field_and_nothing_is_sent_or_stored(string json, string field)
    {
        await _stage
            .SendAsync(_phone, json)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        await ShouldHaveDoneNothingAsync();
    }

    [Fact]
    public async Task A_text_of_4096_characters_is_sent_and_a_longer_text_is_refused()
    {
        await _stage.SentAsync(_phone, TextOf(4096));
        await _stage
            .SendAsync(_phone, TextOf(4097))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "text");
        _stage.Sends(_phone).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"type\":\"text\"} {}")]
    [InlineData("{\"to\":\"15550100001\",\"to\":\"15550100002\",\"text\":\"x\"}")]
    [InlineData("{\"to\":\"15550100001\",\"text\":\"\\ud83d\"}")]
    [InlineData("{\"to\":\"15550100001\",\"text\":\"a\\u0000b\"}")]
    public async Task A_body_that_is_not_a_valid_JSON_object_is_refused(string body)
    {
        await _stage.SendAsync(_phone, body).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_json");
        await ShouldHaveDoneNothingAsync();
    }

    [Fact]
    public Task A_body_with_invalid_UTF_8_is_refused() =>
        PostBytesAsync([.. "{\"to\":\"15550100001\",\"text\":\""u8, 0xC3, .. "\"}"u8])
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_json");

    [Fact]
    public Task A_body_nested_too_deeply_is_refused() =>
        _stage
            .SendAsync(
                _phone,
                $$"""
                {"to":"15550100001","type":"interactive",
                "interactive":{{string.Concat(Enumerable.Repeat("{\"a\":", 40))}}1{{new string('}', 40)}}}
                """
            )
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_json");

    [Fact]
    public Task A_body_over_256_KiB_is_refused() =>
        _stage
            .SendAsync(_phone, TextOf(256 * 1024))
            .ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

    [Fact]
    public Task Another_content_type_is_refused() =>
        _stage
            .Api.PostAsync(Path(_phone.Id), new StringContent(MessageStage.HelloJson, Encoding.UTF8, "text/plain"))
            .ShouldBeRefusedAsync(HttpStatusCode.UnsupportedMediaType, "invalid_json");

    [Fact]
    public async Task A_number_of_another_tenant_is_refused_like_an_unknown_number()
    {
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        var unknown = await RefusalAsync(_stage.Api, "019b0000-0000-7000-8000-000000000000");
        (await RefusalAsync(other.Sandbox, _phone.Id)).ShouldBe(unknown);
        (await RefusalAsync(_stage.Organization.Production, _phone.Id)).ShouldBe(unknown);
        (await RefusalAsync(_stage.Api, "nonsense")).ShouldBe(unknown);
        (await RefusalAsync(_stage.Api, _phone.MetaPhoneNumberId)).ShouldBe(unknown);
        await ShouldHaveDoneNothingAsync();
    }

    [Fact]
    public async Task Messages_of_another_tenant_are_not_found()
    {
        var id = (await _stage.SentAsync(_phone)).GetProperty("id").GetString();
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        foreach (var stranger in (HttpClient[])[other.Sandbox, _stage.Organization.Production])
        {
            await stranger.GetAsync($"/v1/messages/{id}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
            await stranger.GetAsync(Path(_phone.Id)).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Fact]
    public async Task Sending_and_reading_each_need_their_scope()
    {
        var reader = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, Scopes.MessagesRead);
        var writer = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, Scopes.MessagesWrite);
        await reader
            .PostJsonAsync(Path(_phone.Id), MessageStage.HelloJson)
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await writer.GetAsync(Path(_phone.Id)).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await writer
            .GetAsync($"/v1/messages/{Guid.Empty}")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await _stage
            .Host.Anonymous.PostJsonAsync(Path(_phone.Id), MessageStage.HelloJson)
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "missing_api_key");
        await writer.PostJsonAsync(Path(_phone.Id), MessageStage.HelloJson).ShouldBeAsync(HttpStatusCode.Created);
        await reader.GetAsync(Path(_phone.Id)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    public Task A_bad_page_parameter_is_refused(string query, string field) =>
        _stage
            .Api.GetAsync($"{Path(_phone.Id)}?{query}")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);

    private static string Path(string phone) => $"/v1/phones/{phone}/messages";

    private static string TextOf(int length) =>
        $$"""{"type":"text","to":"15550100001","text":"{{new string('x', length)}}"}""";

    private static async Task<(string?, string?)> RefusalAsync(HttpClient http, string phone)
    {
        var error = await http.PostJsonAsync(Path(phone), MessageStage.HelloJson)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        return (error.GetProperty("code").GetString(), error.GetProperty("message").GetString());
    }

    private Task<HttpResponseMessage> PostBytesAsync(byte[] body) =>
        _stage.Api.PostAsync(
            Path(_phone.Id),
            new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } }
        );

    private async Task ShouldHaveDoneNothingAsync()
    {
        _stage.Sends(_phone).ShouldBeEmpty();
        (await _stage.HistoryAsync(_phone)).ShouldBeEmpty();
    }
}
