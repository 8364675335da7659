using System.Security.Cryptography;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Tags the answers of reads. A request with the tag of the same answer gets 304 without a body.</summary>
internal static class EntityTags
{
    public static Answer Apply(HttpContext context, Answer answer)
    {
        if (answer.Status != 200 || answer.Json is null)
            return answer;
        var bytes = AnswerWriter.Serialize(answer);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 20))}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? new Answer(304, null)
            : answer with
            {
                Json = null,
                Raw = bytes,
            };
    }
}
