using System.Globalization;
using System.Text.Json;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>The <c>filtering</c> and <c>sort</c> parameters of lists, applied to what a node shows.</summary>
internal static class Filtering
{
    public static IEnumerable<T> Apply<T>(Call call, IEnumerable<T> items, Func<T, long> time)
        where T : Node
    {
        if (call.Input.Element("filtering") is { } filtering)
            foreach (var condition in Conditions(filtering))
                items = items.Where(condition.Compile<T>(call));
        if (call.Input.Text("find") is { Length: > 0 } id)
            items = items.Where(item => item.Id == id);
        return Sort(call, items, time);
    }

    private static IEnumerable<T> Sort<T>(Call call, IEnumerable<T> items, Func<T, long> time)
    {
        if (call.Input.Text("sort") is not { Length: > 0 } sort)
            return items;
        var descending =
            sort.EndsWith("desc", StringComparison.OrdinalIgnoreCase)
            || sort.EndsWith("descending", StringComparison.OrdinalIgnoreCase);
        if (
            !descending
            && !sort.EndsWith("asc", StringComparison.OrdinalIgnoreCase)
            && !sort.EndsWith("ascending", StringComparison.OrdinalIgnoreCase)
        )
            throw Refusals.Invalid(
                $"Param sort must be one of {{creation_time.asc, creation_time.desc, last_onboarded_time.asc, "
                    + $"last_onboarded_time.desc}} - got \"{sort}\"."
            );
        return descending ? items.OrderByDescending(time) : items.OrderBy(time);
    }

    private static IEnumerable<Condition> Conditions(JsonElement filtering)
    {
        var list = filtering;
        if (filtering.ValueKind == JsonValueKind.String)
        {
            try
            {
                list = JsonElement.Parse(filtering.GetString()!);
            }
            catch (JsonException)
            {
                throw Refusals.Invalid("Param filtering must be an array.");
            }
        }
        if (list.ValueKind != JsonValueKind.Array)
            throw Refusals.Invalid("Param filtering must be an array.");
        foreach (var item in list.EnumerateArray())
        {
            if (
                item.TextOf("field") is not { } field
                || item.TextOf("operator") is not { } comparison
                || item.Member("value") is not { } value
            )
                throw Refusals.Invalid("Param filtering[0] must have field, operator and value.");
            yield return new Condition(field, comparison.ToUpperInvariant(), value);
        }
    }

    private sealed record Condition(string Field, string Operator, JsonElement Value)
    {
        public Func<T, bool> Compile<T>(Call call)
            where T : Node
        {
            var wanted = new FieldSet([new FieldSet.Field(Field, null)]);
            return node => Holds(call.Read(node, wanted)[Field]?.ToString() ?? "");
        }

        private bool Holds(string actual) =>
            Operator switch
            {
                "EQUAL" => actual.Equals(Value.AsText(), StringComparison.OrdinalIgnoreCase),
                "NOT_EQUAL" => !actual.Equals(Value.AsText(), StringComparison.OrdinalIgnoreCase),
                "CONTAIN" => actual.Contains(Value.AsText(), StringComparison.OrdinalIgnoreCase),
                "IN" => Value.ValueKind == JsonValueKind.Array
                    && Value.EnumerateArray().Any(v => v.AsText().Equals(actual, StringComparison.OrdinalIgnoreCase)),
                "GREATER_THAN" => Number(actual) > Number(Value.AsText()),
                "LESS_THAN" => Number(actual) < Number(Value.AsText()),
                _ => throw Refusals.Invalid(
                    $"Param filtering has an unknown operator: {(Operator.Length > 40 ? Operator[..40] : Operator)}"
                ),
            };

        private static double Number(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN;
    }
}
