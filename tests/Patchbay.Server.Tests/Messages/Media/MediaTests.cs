using System.Net;
using System.Net.Http.Headers;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Media;

public sealed class MediaTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[200_000]];

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_medium_is_uploaded_and_downloaded_byte_for_byte(bool asForm)
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();

        var made = await stage
            .Api.PostAsync(
                $"/v1/phones/{phone.Id}/media",
                asForm ? Form(Content(Png, "image/png")) : Content(Png, "image/png")
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        made.GetProperty("data").GetProperty("mimeType").GetString().ShouldBe("image/png");
        using var down = await stage.Api.GetAsync(
            $"/v1/media/{made.GetProperty("data").GetProperty("id").GetString()}"
        );
        down.StatusCode.ShouldBe(HttpStatusCode.OK);
        down.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        down.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await down.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
    }

    [Fact]
    public async Task A_bad_upload_is_refused_without_a_call_to_Meta()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var path = $"/v1/phones/{phone.Id}/media";

        await stage
            .Api.PostAsync(path, Content(Png, "image/tiff"))
            .ShouldBeRefusedAsync(HttpStatusCode.UnsupportedMediaType, "media_type_unsupported");
        await stage
            .Api.PostAsync(path, Content(new byte[500 * 1024 + 1], "image/webp"))
            .ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await stage
            .Api.PostAsync(path, new MultipartFormDataContent { { new StringContent("x"), "other" } })
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "file");
        await stage
            .Api.PostAsync($"/v1/phones/{Guid.Empty}/media", Content(Png, "image/png"))
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        stage.Meta.Requests.ShouldNotContain(request => request.Path.EndsWith("/media", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chunked_upload_over_the_limit_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/v1/phones/{phone.Id}/media")
        {
            Content = Form(Content(new byte[600 * 1024], "image/webp")),
        };
        call.Headers.TransferEncodingChunked = true;

        await stage.Api.SendAsync(call).ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Another_tenants_medium_is_answered_exactly_as_an_unknown_one()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var made = await stage
            .Api.PostAsync($"/v1/phones/{phone.Id}/media", Content(Png, "image/png"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var theirs = made.GetProperty("data").GetProperty("id").GetString()!;
        var other = await stage.Host.CreateOrganizationAsync("Other");
        var (before, after) = (await AnswerAsync(theirs), await AnswerAsync("1234567890"));
        before.ShouldBe(after);
        await ConnectForAsync(stage, other);

        (await AnswerAsync(theirs)).ShouldBe(await AnswerAsync("1234567890"));

        async Task<string> AnswerAsync(string medium)
        {
            using var answer = await other.Sandbox.GetAsync($"/v1/media/{medium}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var text = await answer.Content.ReadAsStringAsync();
            return text[..text.IndexOf("req_", StringComparison.Ordinal)];
        }
    }

    /// <summary>Connects a number for another organization with a token.</summary>
    private static async Task ConnectForAsync(Stage stage, TestOrganization organization)
    {
        var made = await organization
            .Sandbox.PostJsonAsync("/v1/onboarding-links", """{"name":"Other"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var link = new Link(stage, made.GetProperty("data").GetProperty("id").GetGuid());
        await using var page = await link.OpenAsync();
        (await page.CallbackAsync(stage.Meta.SignUp())).GetProperty("status").GetString().ShouldBe("success");
    }

    [Fact]
    public async Task Another_tenants_number_and_an_unknown_medium_are_not_found()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var other = await stage.Host.CreateOrganizationAsync("Other");

        await other
            .Sandbox.PostAsync($"/v1/phones/{phone.Id}/media", Content(Png, "image/png"))
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await other
            .Sandbox.GetAsync($"/v1/media/123?phoneNumberId={phone.Id}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await stage.Api.GetAsync("/v1/media/999999").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await stage.Api.GetAsync("/v1/media/..%2Fme").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static MultipartFormDataContent Form(HttpContent file) => new() { { file, "file", "a.png" } };
}
