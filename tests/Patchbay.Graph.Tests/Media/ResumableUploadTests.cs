using System.Text;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Media;

public sealed class ResumableUploadTests
{
    [Fact]
    public async Task An_interrupted_upload_resumes_where_it_stopped()
    {
        var sends = 0;
        await using var graph = await LocalGraph.StartAsync(context =>
        {
            if (context.Request.Path.Value!.EndsWith("/uploads", StringComparison.Ordinal))
                return LocalGraph.Json("""{"id":"upload:MTph"}""")(context);
            if (context.Request.Method == "GET")
                return LocalGraph.Json("""{"id":"upload:MTph","file_offset":4}""")(context);
            if (++sends > 1)
                return LocalGraph.Json("""{"h":"4::aW"}""")(context);
            context.Abort();
            return Task.CompletedTask;
        });
        using var file = new MemoryStream(Encoding.ASCII.GetBytes("--abcdef")) { Position = 2 };
        (await graph.Session().Uploads.UploadAsync("12", file, "image/png", "a.png")).Handle.ShouldBe("4::aW");
        graph
            .Seen.Select(s => $"{s.Method} {s.Query}{s.Body}")
            .ShouldBe(["POST ?file_name=a.png&file_length=6&file_type=image%2Fpng", "POST abcdef", "GET ", "POST ef"]);
    }

    [Theory]
    [InlineData("image/gif", 3, "mimeType")]
    [InlineData("image/png", 0, "content")]
    public async Task An_invalid_upload_is_refused_before_any_call(string type, int length, string argument)
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        using var file = new MemoryStream(new byte[length]);
        (
            await Should.ThrowAsync<ArgumentException>(() => graph.Session().Uploads.UploadAsync("12", file, type, "a"))
        ).ParamName.ShouldBe(argument);
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_announced_and_then_sent_from_its_offset_with_the_scheme_OAuth()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
            LocalGraph.Json(
                context.Request.Path.Value!.EndsWith("/uploads", StringComparison.Ordinal)
                    ? """{"id":"upload:MTph?sig=ARx"}"""
                : context.Request.Method == "GET" ? """{"id":"upload:MTph?sig=ARx","file_offset":3}"""
                : """{"h":"4::aW"}"""
            )(context)
        );
        var uploads = graph.Session().Uploads;
        var upload = await uploads.StartAsync(
            "12",
            new()
            {
                FileName = "a b.png",
                FileLength = 6,
                FileType = "image/png",
            }
        );
        (await uploads.GetProgressAsync(upload.Id)).FileOffset.ShouldBe(3);
        using var rest = new MemoryStream(Encoding.ASCII.GetBytes("def"));
        (await uploads.SendAsync(upload.Id, rest, 3)).Handle.ShouldBe("4::aW");
        graph
            .Seen.Select(s => $"{s.Method} {s.Path}{s.Query} {s.Authorization} {s.Body}")
            .ShouldBe([
                "POST /v23.0/12/uploads?file_name=a%20b.png&file_length=6&file_type=image%2Fpng Bearer test-token ",
                "GET /v23.0/upload:MTph?sig=ARx OAuth test-token ",
                "POST /v23.0/upload:MTph?sig=ARx OAuth test-token def",
            ]);
    }
}
