namespace Patchbay.Graph.Messages;

/// <summary>One value in a template's text.</summary>
/// <remarks>A string converts to a text value.</remarks>
public sealed class TemplateValue
{
    private TemplateValue(TemplateParameter wire) => Wire = wire;

    internal TemplateParameter Wire { get; }

    /// <summary>Creates a text value without line breaks, tabs or more than three consecutive spaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variable">Name of the variable, in templates with named variables.</param>
    public static TemplateValue Text(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "text",
                Text = text,
                ParameterName = variable,
            }
        );

    /// <summary>Creates an amount of money.</summary>
    public static TemplateValue Currency(CurrencyValue value, string? variable = null) =>
        new(
            new()
            {
                Type = "currency",
                Currency = value,
                ParameterName = variable,
            }
        );

    /// <summary>Creates a date and time, given as text.</summary>
    public static TemplateValue DateTime(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "date_time",
                DateTime = new() { FallbackValue = text },
                ParameterName = variable,
            }
        );

    /// <summary>Converts a string to a text value.</summary>
    public static implicit operator TemplateValue(string text) => Text(text);
}
