using System.Text.Json;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>Reads texts. The strings of Meta's own words, which every webhook contains, are created once.</summary>
internal static class Texts
{
    private const int _longestWord = 10;

    private static readonly NameTable<string> _words = Words(
        "whatsapp",
        "ad",
        "post",
        "image",
        "video",
        "text",
        "marketing",
        "utility",
        "service",
        "regular"
    );

    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
            throw new JsonException("A string was expected.");
        return (reader.ValueSpan.Length <= _longestWord ? Among(_words, ref reader) : null) ?? reader.GetString()!;
    }

    /// <summary>
    /// Returns the string for the word at the reader's position, or null when the table does not have the word.
    /// </summary>
    public static string? Among(NameTable<string> words, ref Utf8JsonReader reader) =>
        reader.HasValueSequence || reader.ValueIsEscaped ? null : words.Find(reader.ValueSpan);

    private static NameTable<string> Words(params ReadOnlySpan<string> words)
    {
        var table = new NameTable<string>();
        foreach (var word in words)
            table.Add(word, word);
        return table;
    }
}
