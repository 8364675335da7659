namespace Patchbay.Emulator.Graph;

/// <summary>A parsed <c>fields</c> parameter: names, each with what is wanted inside it.</summary>
internal sealed record FieldSet(IReadOnlyList<FieldSet.Field> Fields)
{
    private const int DeepestNesting = 10;

    internal sealed record Field(string Name, FieldSet? Inner);

    public static FieldSet Parse(string text)
    {
        var position = 0;
        var parsed = ParseList(text, ref position, 0);
        return position == text.Length ? parsed : throw SyntaxError(text, position);
    }

    private static FieldSet ParseList(string text, ref int position, int depth)
    {
        if (depth > DeepestNesting) throw SyntaxError(text, position);
        var fields = new List<Field>();
        while (true)
        {
            var name = ReadName(text, ref position);
            SkipArguments(text, ref position);
            FieldSet? inner = null;
            if (position < text.Length && text[position] == '{')
            {
                position++;
                inner = ParseList(text, ref position, depth + 1);
                if (position >= text.Length || text[position] != '}') throw SyntaxError(text, position);
                position++;
            }
            if (fields.TrueForAll(f => f.Name != name)) fields.Add(new Field(name, inner));
            if (position >= text.Length || text[position] != ',') return new FieldSet(fields);
            position++;
        }
    }

    private static string ReadName(string text, ref int position)
    {
        while (position < text.Length && text[position] == ' ') position++;
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '-')) position++;
        var end = position;
        while (position < text.Length && text[position] == ' ') position++;
        return end > start ? text[start..end] : throw SyntaxError(text, position);
    }

    // Modifiers such as .limit(5) shape an edge; the emulator reads them and gives the whole edge.
    private static void SkipArguments(string text, ref int position)
    {
        while (position < text.Length && text[position] is '.' or '(')
        {
            var close = text.IndexOf(')', position);
            if (close < 0) throw SyntaxError(text, position);
            position = close + 1;
            if (position == text.Length) return;
        }
    }

    private static GraphRefusal SyntaxError(string text, int position) =>
        new(2500, $"Syntax error \"Expected name.\" at character {position}: {(text.Length > 100 ? text[..100] : text)}");
}
