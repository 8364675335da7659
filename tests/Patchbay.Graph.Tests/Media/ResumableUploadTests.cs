using System.Text;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Media;

public sealed class ResumableUploadTests
{
    [Fact]
    public async Task A_file_is_announced_then_sent_from_its_offset_with_the_word_OAuth()
    {
        await using var graph = await LocalGraph.StartAsync(context => LocalGraph.Json(
            context.Request.Path.Value!.EndsWith("/uploads", StringComparison.Ordinal) ? """{"id":"upload:MTph?sig=ARx"}"""
                : context.Request.Method == "GET" ? """{"id":"upload:MTph?sig=ARx","file_offset":3}""" : """{"h":"4::aW"}""")(context));
        var uploads = graph.Session().Uploads;
        var upload = await uploads.StartAsync("12", new() { FileName = "a b.png", FileLength = 6, FileType = "image/png" });
        (await uploads.GetProgressAsync(upload.Id)).FileOffset.ShouldBe(3);
        using var rest = new MemoryStream(Encoding.ASCII.GetBytes("def"));
        (await uploads.SendAsync(upload.Id, rest, 3)).Handle.ShouldBe("4::aW");
        graph.Seen.Select(s => $"{s.Method} {s.Path}{s.Query} {s.Authorization} {s.Body}").ShouldBe(
        [
            "POST /v23.0/12/uploads?file_name=a%20b.png&file_length=6&file_type=image%2Fpng Bearer test-token ",
            "GET /v23.0/upload:MTph?sig=ARx OAuth test-token ",
            "POST /v23.0/upload:MTph?sig=ARx OAuth test-token def",
        ]);
    }
}
