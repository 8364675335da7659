using System.Globalization;

namespace Patchbay.Emulator.Graph;

/// <summary>A parsed <c>fields</c> parameter: names with their modifiers and inner fields.</summary>
internal sealed record FieldSet(IReadOnlyList<FieldSet.Field> Fields)
{
    private const int DeepestNesting = 10;

    internal sealed record Field(string Name, FieldSet? Inner)
    {
        /// <summary>The maximum number of items of an edge: <c>.limit(5)</c>.</summary>
        public int? Limit { get; init; }

        /// <summary>Newest first: <c>.order(reverse_chronological)</c>.</summary>
        public bool Reversed { get; init; }

        /// <summary>The name in the answer: <c>.as(numbers)</c>.</summary>
        public string? Alias { get; init; }
    }

    public static FieldSet Parse(string text)
    {
        var position = 0;
        var parsed = ParseList(text, ref position, 0);
        return position == text.Length ? parsed : throw SyntaxError(text, position);
    }

    private static FieldSet ParseList(string text, ref int position, int depth)
    {
        if (depth > DeepestNesting)
            throw SyntaxError(text, position);
        var fields = new List<Field>();
        while (true)
        {
            var name = ReadName(text, ref position);
            var field = ReadModifiers(text, ref position, new Field(name, null));
            var inner = ParseInner(text, ref position, depth);
            if (fields.TrueForAll(f => f.Name != name))
                fields.Add(field with { Inner = inner });
            if (position >= text.Length || text[position] != ',')
                return new FieldSet(fields);
            position++;
        }
    }

    /// <summary>Reads the list in braces after a name, or returns null when the name has no list.</summary>
    private static FieldSet? ParseInner(string text, ref int position, int depth)
    {
        if (position >= text.Length || text[position] != '{')
            return null;
        position++;
        var inner = ParseList(text, ref position, depth + 1);
        if (position >= text.Length || text[position] != '}')
            throw SyntaxError(text, position);
        position++;
        return inner;
    }

    private static string ReadName(string text, ref int position)
    {
        while (position < text.Length && text[position] == ' ')
            position++;
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '-'))
            position++;
        var end = position;
        while (position < text.Length && text[position] == ' ')
            position++;
        return end > start ? text[start..end] : throw SyntaxError(text, position);
    }

    private static Field ReadModifiers(string text, ref int position, Field field)
    {
        while (position < text.Length && text[position] is '.' or '(')
        {
            var open = text.IndexOf('(', position);
            var close = open < 0 ? -1 : text.IndexOf(')', open);
            if (close < 0)
                throw SyntaxError(text, position);
            field = Modify(field, text[position..open].Trim('.', ' '), text[(open + 1)..close].Trim());
            position = close + 1;
        }
        return field;
    }

    // Other modifiers, such as the size of a picture, have no effect here.
    private static Field Modify(Field field, string modifier, string value) =>
        modifier switch
        {
            "limit" => field with
            {
                Limit =
                    int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                        ? limit
                        : throw Refusals.Invalid("Param limit must be an integer greater than zero."),
            },
            "order" => field with { Reversed = value == "reverse_chronological" },
            "as" when value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') => field with
            {
                Alias = value,
            },
            _ => field,
        };

    private static GraphRefusal SyntaxError(string text, int position) =>
        new(
            2500,
            $"Syntax error \"Expected name.\" at character {position}: {(text.Length > 100 ? text[..100] : text)}"
        );
}
