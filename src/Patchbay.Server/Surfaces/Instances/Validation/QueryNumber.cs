using System.Globalization;

namespace Patchbay.Server.Surfaces.Instances.Validation;

/// <summary>Reads an integer from the query, with pydantic's messages.</summary>
internal static class QueryNumber
{
    public static int Read(IQueryCollection query, string name, int min, int max, int fallback, List<FieldFault> faults)
    {
        if (!query.TryGetValue(name, out var text))
            return fallback;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            faults.Add(
                new(
                    "query",
                    name,
                    "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer"
                )
            );
        }
        else if (number < min)
            faults.Add(new("query", name, "greater_than_equal", $"Input should be greater than or equal to {min}"));
        else if (number > max)
            faults.Add(new("query", name, "less_than_equal", $"Input should be less than or equal to {max}"));
        else
            return (int)number;
        return fallback;
    }
}
