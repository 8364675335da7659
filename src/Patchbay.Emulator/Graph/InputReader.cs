using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Patchbay.Emulator.Graph;

/// <summary>Reads parameters the way Meta does: from the query, and from a JSON, form or multipart body.</summary>
internal static class InputReader
{
    public const int LargestBody = 105 * 1024 * 1024;
    private const int LargestJson = 4 * 1024 * 1024;
    private const int LargestBuffered = 16 * 1024;

    // Understood on every call and no operation's business.
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal)
    {
        "appsecret_proof",
        "format",
        "pretty",
        "debug",
        "locale",
        "suppress_http_code",
        "method",
        "date_format",
        "appsecret_time",
    };

    public static async Task<ReadInput> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var (fields, file, body, raw) = await ReadBodyAsync(request, cancel);
        var input = new Input { File = file };
        var common = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.QueryString.HasValue)
            foreach (var (name, values) in request.Query)
                // What a node is can be asked of every node; in a body the name belongs to some operations.
                if (name == "metadata" && HttpMethods.IsGet(request.Method))
                    common[name] = values.ToString();
                else
                    Put(input, common, name, Quote(values.ToString()));
        foreach (var (name, value) in fields)
            Put(input, common, name, Quote(value));
        if (body is { ValueKind: JsonValueKind.Object } document)
        {
            input.SetBody(document);
            foreach (var member in document.EnumerateObject())
                Put(input, common, member.Name, member.Value);
        }
        else if (body is not null)
        {
            throw new GraphRefusal(100, "(#100) The request body must be a JSON object");
        }
        return new ReadInput(input, common, raw);
    }

    private static void Put(Input input, Dictionary<string, string> common, string name, JsonElement value)
    {
        if (Everywhere.Contains(name) || name == "access_token")
            common[name] = value.AsText();
        else if (name.EndsWith("[]", StringComparison.Ordinal))
            Append(input, name[..^2], value);
        else
            input.Set(name, value);
    }

    private static void Append(Input input, string name, JsonElement value)
    {
        var items = input.Element(name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(e => e.GetRawText())
            : [];
        input.Set(name, JsonElement.Parse($"[{string.Join(',', items.Append(value.GetRawText()))}]"));
    }

    private static JsonElement Quote(string text) =>
        JsonElement.Parse(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\""));

    private static async Task<(
        IEnumerable<KeyValuePair<string, string>> Fields,
        UploadedFile? File,
        JsonElement? Body,
        byte[] Raw
    )> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (
            request.ContentLength is 0
            || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding))
        )
            return ([], null, null, []);
        if (request.ContentLength > LargestBody)
            throw TooLarge();
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed)
            ? parsed.MediaType.Value ?? ""
            : "";
        if (type.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            var (fields, file) = await ReadMultipartAsync(request, parsed!, cancel);
            return (fields, file, null, []);
        }
        var raw = await ReadAllAsync(request, cancel);
        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return (ParseForm(raw), null, null, raw);
        if (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            return ([], null, ParseJson(raw), raw);
        // Without a known content type Graph still reads a body that looks like JSON or a form.
        if (raw.Length == 0 || request.Headers.ContainsKey("file_offset"))
            return ([], null, null, raw);
        return raw[0] == '{' ? ([], null, ParseJson(raw), raw) : (ParseForm(raw), null, null, raw);
    }

    private static JsonElement? ParseJson(byte[] raw)
    {
        if (raw.Length == 0)
            return null;
        try
        {
            return JsonElement.Parse(raw, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw new GraphRefusal(100, "(#100) The request body is not valid JSON");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> ParseForm(byte[] raw) =>
        QueryHelpers
            .ParseQuery(Encoding.UTF8.GetString(raw))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));

    private static async Task<byte[]> ReadAllAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is { } length)
        {
            if (length > LargestJson && !request.Headers.ContainsKey("file_offset"))
                throw TooLarge();
            if (length <= LargestBuffered)
            {
                var whole = await request.BodyReader.ReadAtLeastAsync((int)length, cancel);
                var bytes = whole.Buffer.ToArray();
                request.BodyReader.AdvanceTo(whole.Buffer.End);
                return bytes;
            }
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancel);
            return exact;
        }
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (buffer.Length + read > LargestJson)
                throw TooLarge();
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private static async Task<(List<KeyValuePair<string, string>>, UploadedFile?)> ReadMultipartAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        CancellationToken cancel
    )
    {
        var fields = new List<KeyValuePair<string, string>>();
        UploadedFile? file = null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            throw new GraphRefusal(100, "(#100) Invalid multipart request: the boundary is missing");
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                    continue;
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, cancel);
                var name = HeaderUtilities.RemoveQuotes(part.Name).Value ?? "";
                if (part.IsFileDisposition())
                    file = new UploadedFile(
                        name,
                        HeaderUtilities.RemoveQuotes(part.FileName).Value ?? "",
                        section.ContentType,
                        content.ToArray()
                    );
                else
                    fields.Add(KeyValuePair.Create(name, Encoding.UTF8.GetString(content.ToArray())));
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw new GraphRefusal(100, "(#100) Invalid multipart request");
        }
        return (fields, file);
    }

    private static GraphRefusal TooLarge() => new(100, "(#100) The request body is too large", 413);
}

/// <summary>What a request brought: its parameters, those every call understands, and the bytes as they came.</summary>
internal sealed record ReadInput(Input Input, IReadOnlyDictionary<string, string> Common, byte[] Raw)
{
    public string? Of(string name) => Common.TryGetValue(name, out var value) ? value : null;
}
