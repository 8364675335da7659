using System.Text;
using Microsoft.AspNetCore.Http;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Media;

public sealed class MediaTests
{
    [Fact]
    public async Task An_upload_is_a_form_with_product_type_and_file()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"id":4490709327384033}""");
        using var bytes = new MemoryStream(Encoding.ASCII.GetBytes("pretend-png"));
        var media = await graph.Session().Media.UploadAsync("106", bytes, "image/png", "cat.png");
        media.Id.ShouldBe("4490709327384033");
        graph.Single.Path.ShouldBe("/v23.0/106/media");
        graph.Single.ContentType!.ShouldStartWith("multipart/form-data; boundary=");
        foreach (
            var part in new[]
            {
                "name=messaging_product\r\n\r\nwhatsapp",
                "name=type\r\n\r\nimage/png",
                "filename=cat.png",
                "pretend-png",
            }
        )
            graph.Single.Body.ShouldContain(part);
        bytes.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task A_type_or_size_that_WhatsApp_does_not_accept_is_refused_before_the_call()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"id":"1"}""");
        var media = graph.Session().Media;
        (
            await Should.ThrowAsync<ArgumentException>(() =>
                media.UploadAsync("106", new MemoryStream([1]), "image/bmp")
            )
        ).ParamName.ShouldBe("mimeType");
        (
            await Should.ThrowAsync<ArgumentException>(() =>
                media.UploadAsync("106", new MemoryStream(new byte[600 * 1024]), "image/webp")
            )
        ).ParamName.ShouldBe("content");
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_media_file_is_found_and_streamed_with_the_token()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
            context.Request.Path == "/files/1"
                ? Bytes(context)
                : LocalGraph.Json(
                    $$"""
                    {"id":"1","url":"http://{{context.Request.Host}}/files/1?mid=2","mime_type":"image/png",
                    "sha256":"ab","file_size":"11"}
                    """
                )(context)
        );
        var media = graph.Session().Media;
        var info = await media.GetAsync("1");
        info.FileSize.ShouldBe(11);
        await using var download = await media.DownloadAsync(new(info.Url));
        using var reader = new StreamReader(download.Content);
        (await reader.ReadToEndAsync()).ShouldBe("pretend-png");
        (download.MimeType, download.Length).ShouldBe(("image/png", 11));
        graph.Seen.Last().Authorization.ShouldBe("Bearer test-token");
    }

    [Theory]
    [InlineData("https://evil.example/steal")]
    [InlineData("http://lookaside.fbsbx.com/plain")]
    [InlineData("https://lookaside.fbsbx.com.evil.example/")]
    [InlineData("https://lookaside.fbsbx.com:8443/")]
    public async Task The_token_goes_to_no_other_host(string url)
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        (
            await Should.ThrowAsync<ArgumentException>(() => graph.Session().Media.DownloadAsync(new(url)))
        ).ParamName.ShouldBe("url");
    }

    [Fact]
    public async Task A_missing_media_file_throws_GraphApiException()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"error":{"message":"gone","code":100,"error_subcode":33}}""",
            404
        );
        var failure = await Should.ThrowAsync<GraphApiException>(() =>
            graph.Session().Media.DownloadAsync(new(graph.Address, "/files/1"))
        );
        (failure.Code, failure.Subcode).ShouldBe((100, 33));
    }

    private static async Task Bytes(HttpContext context)
    {
        context.Response.ContentType = "image/png";
        context.Response.ContentLength = 11;
        await context.Response.WriteAsync("pretend-png");
    }
}
