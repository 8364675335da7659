using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Instances.Validation;

/// <summary>
/// Reads a JSON object member by member and collects the faults that FastAPI would report. When the body itself is at
/// fault, its members are not checked.
/// </summary>
internal sealed class JsonBody
{
    private const int MaxDepth = 32;

    private static readonly FieldFault NoObject = new(
        "body",
        Name: null,
        "model_attributes_type",
        "Input should be a valid dictionary or object to extract fields from"
    );

    // Null when the body is not an object. This fault was already added.
    private readonly JsonElement? _body;
    private readonly List<FieldFault> _faults;

    private JsonBody(JsonElement? body, List<FieldFault> faults) => (_body, _faults) = (body, faults);

    /// <summary>
    /// Reads the body; returns an error when it is too large. All other faults are added to <paramref name="faults"/>.
    /// </summary>
    public static async Task<Outcome<JsonBody>> ReadAsync(HttpContext http, List<FieldFault> faults)
    {
        if (await RequestBody.ReadBytesAsync(http, RequestBody.DefaultLimit) is not { } bytes)
            return RequestBody.TooLarge;
        if (bytes.Length > 0 && http.Request.HasJsonContentType())
            return new JsonBody(Parse(bytes, faults), faults);
        faults.Add(bytes.Length == 0 ? FieldFault.Missing("body", null) : NoObject);
        return new JsonBody(null, faults);
    }

    /// <summary>Adds a fault for each member that is not one of <paramref name="known"/>.</summary>
    public void AllowOnly(params string[] known)
    {
        if (_body is not { } body)
            return;
        foreach (var member in body.EnumerateObject())
        {
            if (!Array.Exists(known, member.NameEquals))
                Refuse(new("body", NameOf(member), "extra_forbidden", "Extra inputs are not permitted"));
        }
    }

    /// <summary>The text of a required member; empty when a fault was added.</summary>
    public string Text(string name, int min, int max, Regex? pattern = null) =>
        Text(name, true, min, max, pattern) ?? "";

    /// <summary>The text of an optional member, which may also be null.</summary>
    public string? OptionalText(string name, int min, int max, Regex? pattern = null) =>
        Text(name, false, min, max, pattern);

    private string? Text(string name, bool isRequired, int min, int max, Regex? pattern)
    {
        if (_body is not { } body)
            return null;
        if (!body.TryGetProperty(name, out var member))
            return isRequired ? Refuse(FieldFault.Missing("body", name)) : null;
        if (member.ValueKind == JsonValueKind.Null && !isRequired)
            return null;
        if (member.ValueKind != JsonValueKind.String)
            return Refuse(new("body", name, "string_type", "Input should be a valid string"));
        if (TextOf(member) is not { } text)
            return Refuse(
                new(
                    "body",
                    name,
                    "string_unicode",
                    "Input should be a valid string, unable to parse raw data as a unicode string"
                )
            );
        return FaultOf(name, text, min, max, pattern) is { } fault ? Refuse(fault) : text;
    }

    private static FieldFault? FaultOf(string name, string text, int min, int max, Regex? pattern)
    {
        var length = text.EnumerateRunes().Count();
        if (length < min)
            return new("body", name, "string_too_short", $"String should have at least {Characters(min)}");
        if (length > max)
            return new("body", name, "string_too_long", $"String should have at most {Characters(max)}");
        return pattern is null || pattern.IsMatch(text)
            ? null
            : new("body", name, "string_pattern_mismatch", $"String should match pattern '{pattern}'");
    }

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";

    // The name of a member may hold half of a surrogate pair, which is no text.
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return StorableText.IsStorable(member.Name) ? member.Name : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement member)
    {
        try
        {
            return member.GetString() is { } text && StorableText.IsStorable(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> bytes, List<FieldFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
            faults.Add(NoObject);
        }
        catch (JsonException error)
        {
            faults.Add(
                new("body", Name: null, "json_invalid", "JSON decode error")
                {
                    Position = PositionOf(error, bytes.Span),
                }
            );
        }
        return null;
    }

    private static int PositionOf(JsonException error, ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        for (var line = 0; line < (error.LineNumber ?? 0); line++)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        var end = Math.Min(bytes.Length, start + (int)(error.BytePositionInLine ?? 0));
        while (end > 0 && char.IsAsciiLetter((char)bytes[end - 1]))
            end--; // a misspelled literal is reported at its first letter
        return Encoding.UTF8.GetCharCount(bytes[..end]);
    }

    private string? Refuse(FieldFault fault)
    {
        _faults.Add(fault);
        return null;
    }
}
