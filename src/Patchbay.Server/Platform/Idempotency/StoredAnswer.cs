using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>
/// The text of an answer as it is sealed: the body alone, or the headers in a line of their own before it. JSON never
/// begins with a line break, so the first character tells.
/// </summary>
internal static partial class StoredAnswer
{
    private const char Mark = '\n';

    public static string Write(CallAnswer answer)
    {
        var body = Encoding.UTF8.GetString(answer.Body);
        if (answer.Headers is not { } headers)
            return body;
        var kept = JsonSerializer.Serialize(headers, HeaderJson.Default.IReadOnlyDictionaryStringString);
        return $"{Mark}{kept}{Mark}{body}";
    }

    public static CallAnswer Read(int status, string text)
    {
        if (!text.StartsWith(Mark))
            return new CallAnswer(status, Encoding.UTF8.GetBytes(text));
        var end = text.IndexOf(Mark, 1);
        return new CallAnswer(status, Encoding.UTF8.GetBytes(text[(end + 1)..]))
        {
            Headers = JsonSerializer.Deserialize(text[1..end], HeaderJson.Default.IReadOnlyDictionaryStringString),
        };
    }

    [JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
    private sealed partial class HeaderJson : JsonSerializerContext;
}
