using System.Buffers;
using System.Text;

namespace Patchbay.Server.Surfaces.Instances.Validation;

/// <summary>
/// Reads a UUID like pydantic 2 and with its messages. A UUID may have dashes or not, be in braces or be a URN.
/// </summary>
internal static class UuidText
{
    private const string Urn = "urn:uuid:";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789abcdefABCDEF-");

    private static readonly int[] Starts = [0, 9, 14, 19, 24],
        Lengths = [8, 4, 4, 4, 12];

    /// <summary>The UUID, or null and a fault when the text is not a UUID.</summary>
    public static Guid? Read(string text, string name, List<FieldFault> faults)
    {
        var core =
            text.StartsWith(Urn, StringComparison.Ordinal) ? text[Urn.Length..]
            : text is ['{', .. var inner, '}'] ? inner
            : text;
        if (Guid.TryParseExact(core, "D", out var id) || (core == text && Guid.TryParseExact(core, "N", out id)))
            return id;
        faults.Add(new("path", name, "uuid_parsing", $"Input should be a valid UUID, {Why(text, core)}"));
        return null;
    }

    private static string Why(string text, string core)
    {
        var offset =
            text.Length == core.Length ? 0
            : text[0] == '{' ? 1
            : Urn.Length;
        var wrong = core.AsSpan().IndexOfAnyExcept(Allowed);
        if (wrong >= 0)
        {
            return "invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], "
                + $"found `{Rune.GetRuneAt(core, wrong)}` at {wrong + offset + 1}";
        }
        var dashes = core.Count(c => c == '-');
        if (dashes == 0 && offset == 0)
            return $"invalid length: expected length 32 for simple format, found {text.Length}";
        if (dashes != 4)
            return $"invalid group count: expected 5, found {dashes + 1}";
        return WrongGroup(core);
    }

    private static string WrongGroup(string core)
    {
        var from = -1;
        for (var group = 0; group < 4; group++)
        {
            from = core.IndexOf('-', from + 1);
            if (from != Starts[group + 1] - 1)
                return Sentence(group, from - Starts[group]);
        }
        return Sentence(4, core.Length - Starts[4]);
    }

    private static string Sentence(int group, int found) =>
        $"invalid group length in group {group}: expected {Lengths[group]}, found {found}";
}
