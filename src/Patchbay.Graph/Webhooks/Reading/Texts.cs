using System.Text.Json;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>Reads texts; Meta's own words, which come with every webhook, are made once.</summary>
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

    /// <summary>The word that the reader stands on, if it is among these.</summary>
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
