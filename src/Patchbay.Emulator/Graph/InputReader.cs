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

    // Parameters that every call accepts and no operation declares.
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
        var body = await ReadBodyAsync(request, cancel);
        var input = new Input { File = body.File };
        var common = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.QueryString.HasValue)
            PutQuery(input, common, request);
        foreach (var (name, value) in body.Fields)
            Put(input, common, name, Quote(value));
        if (body.Json is { ValueKind: JsonValueKind.Object } document)
        {
            input.SetBody(document);
            foreach (var member in document.EnumerateObject())
                Put(input, common, member.Name, member.Value);
        }
        else if (body.Json is not null)
        {
            throw new GraphRefusal(100, "(#100) The request body must be a JSON object");
        }
        return new ReadInput(input, common, body.Raw);
    }

    private static void PutQuery(Input input, Dictionary<string, string> common, HttpRequest request)
    {
        foreach (var (name, values) in request.Query)
            // Every node can be read with metadata=1; in a body the name is a parameter of some operations.
            if (name == "metadata" && HttpMethods.IsGet(request.Method))
                common[name] = values.ToString();
            else
                Put(input, common, name, Quote(values.ToString()));
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

    private static async Task<RequestBody> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!HasBody(request))
            return new RequestBody();
        if (request.ContentLength > LargestBody)
            throw TooLarge();
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed)
            ? parsed.MediaType.Value ?? ""
            : "";
        if (parsed is not null && type.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReadMultipartAsync(request, parsed, cancel);
        var raw = await ReadAllAsync(request, cancel);
        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return new RequestBody { Fields = ParseForm(raw), Raw = raw };
        if (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            return new RequestBody { Json = ParseJson(raw), Raw = raw };
        return Guess(request, raw);
    }

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength is { } length ? length != 0 : request.Headers.ContainsKey(HeaderNames.TransferEncoding);

    /// <summary>Without a known content type Graph still reads a body that looks like JSON or a form.</summary>
    private static RequestBody Guess(HttpRequest request, byte[] raw)
    {
        if (raw.Length == 0 || request.Headers.ContainsKey("file_offset"))
            return new RequestBody { Raw = raw };
        return raw[0] == '{'
            ? new RequestBody { Json = ParseJson(raw), Raw = raw }
            : new RequestBody { Fields = ParseForm(raw), Raw = raw };
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
        if (request.ContentLength is not { } length)
            return await ReadChunksAsync(request, cancel);
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

    private static async Task<byte[]> ReadChunksAsync(HttpRequest request, CancellationToken cancel)
    {
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

    private static async Task<RequestBody> ReadMultipartAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        CancellationToken cancel
    )
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            throw new GraphRefusal(100, "(#100) Invalid multipart request: the boundary is missing");
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, request.Body), cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw new GraphRefusal(100, "(#100) Invalid multipart request");
        }
    }

    private static async Task<RequestBody> ReadPartsAsync(MultipartReader reader, CancellationToken cancel)
    {
        var fields = new List<KeyValuePair<string, string>>();
        UploadedFile? file = null;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                continue;
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, cancel);
            var name = HeaderUtilities.RemoveQuotes(part.Name).Value ?? "";
            var fileName = HeaderUtilities.RemoveQuotes(part.FileName).Value ?? "";
            if (part.IsFileDisposition())
                file = new UploadedFile(name, fileName, section.ContentType, content.ToArray());
            else
                fields.Add(KeyValuePair.Create(name, Encoding.UTF8.GetString(content.ToArray())));
        }
        return new RequestBody { Fields = fields, File = file };
    }

    private static GraphRefusal TooLarge() => new(100, "(#100) The request body is too large", 413);
}

/// <summary>The parameters of a request, the parameters that every call accepts, and the raw body.</summary>
internal sealed record ReadInput(Input Input, IReadOnlyDictionary<string, string> Common, byte[] Raw)
{
    public string? Of(string name) => Common.TryGetValue(name, out var value) ? value : null;
}

/// <summary>A request body as parameters, a file, or a JSON value.</summary>
internal readonly record struct RequestBody()
{
    public IEnumerable<KeyValuePair<string, string>> Fields { get; init; } = [];
    public UploadedFile? File { get; init; }
    public JsonElement? Json { get; init; }
    public byte[] Raw { get; init; } = [];
}
