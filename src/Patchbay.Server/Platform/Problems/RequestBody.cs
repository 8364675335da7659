using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Problems;

/// <summary>Reads a JSON body within limits. A fault becomes a <see cref="Problem"/> that names the member.</summary>
public static class RequestBody
{
    /// <summary>The usual limit of a route: 256 KiB.</summary>
    public const int DefaultLimit = 256 * 1024;

    private const int MaxDepth = 32;

    public static readonly Problem TooLarge = new(413, Codes.BodyTooLarge, "The body is larger than this route takes.");

    public static readonly Problem NotJsonType = new(415, Codes.InvalidJson, "Send the body as application/json."),
        NoObject = new(400, Codes.InvalidJson, "The body must be a JSON object.");

    private static readonly Problem NotJson = new(
        400,
        Codes.InvalidJson,
        "The body is not valid JSON, is nested too deeply, repeats a member or holds text that is not Unicode."
    );

    /// <param name="http">The request.</param>
    /// <param name="type">What the body is read into.</param>
    /// <param name="limit">The most bytes of the body.</param>
    /// <param name="ignoresUnknown">Whether members that the type does not have are ignored instead of refused.</param>
    public static async Task<Outcome<T>> ReadAsync<T>(
        HttpContext http,
        JsonTypeInfo<T> type,
        int limit = DefaultLimit,
        bool ignoresUnknown = false
    )
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            return NotJsonType;
        if (await ReadBytesAsync(http, limit) is not { } bytes)
            return TooLarge;
        return Parse(bytes, type, ignoresUnknown);
    }

    /// <summary>Reads the raw body. Returns null when it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit)
            return null;
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > limit)
                return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    public static Outcome<T> Parse<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type, bool ignoresUnknown = false)
        where T : notnull
    {
        if (Document(bytes) is not { } document)
            return NotJson;
        using (document)
        {
            if (!ignoresUnknown && UnknownMembers.PathOf(document.RootElement, type) is { } unknown)
                return UnknownMember(unknown);
            try
            {
                return document.Deserialize(type) is { } value ? value : NoObject;
            }
            catch (JsonException error)
            {
                return FieldOf(error.Path) is { } field
                    ? Problem.Invalid(field, $"'{field}' has the wrong type.")
                    : NoObject;
            }
        }
    }

    private static Problem UnknownMember(string path) =>
        FieldOf(path) is { } field
            ? Problem.Invalid(field, $"'{field}' is not a member that this route knows.")
            : new Problem(400, Codes.ValidationFailed, "The body has a member that this route does not know.");

    // Parses the body before it is read into a type, to tell a broken document from a member of the wrong type.
    private static JsonDocument? Document(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return HasPlainText(bytes.Span)
                ? JsonDocument.Parse(
                    bytes,
                    new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false }
                )
                : null;
        }
        // The reader throws InvalidOperationException for text that is not Unicode.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Parsing does not check texts: half of a surrogate pair would fail only where the text is used, and a NUL only in
    // the database.
    private static bool HasPlainText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (
                reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && !StorableText.IsStorable(reader.GetString())
            )
                return false;
        }
        return true;
    }

    // "$.webhookEvents[1]" names the member at fault; "$" alone means that the document is not an object.
    private static string? FieldOf(string? path)
    {
        if (path is null || !path.StartsWith("$.", StringComparison.Ordinal))
            return null;
        var name = path[2..];
        return name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '[' or ']')
            ? name
            : null;
    }
}
