using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Templates;

/// <summary>What Meta checks about a template before its review.</summary>
internal static partial class TemplateRules
{
    private static readonly string[] Promotional =
    [
        "sale",
        "discount",
        "promo",
        "coupon",
        "% off",
        "special offer",
        "buy now",
    ];

    /// <summary>A body with this text is rejected in the emulator's review.</summary>
    public const string RejectMark = "emulator:reject";

    public static void CheckName(string name)
    {
        if (!Name().IsMatch(name))
            throw Refusals.Invalid("Param name must be 1 to 512 lower-case letters, digits and underscores.");
    }

    public static void CheckLanguage(string language)
    {
        if (!Language().IsMatch(language))
            throw Refusals.Invalid("Param language must be a language code such as en_US.");
    }

    public static void CheckComponents(JsonElement components, string category, string format)
    {
        if (components.ValueKind != JsonValueKind.Array || components.GetArrayLength() == 0)
            throw Refusals.Missing("components");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in components.EnumerateArray())
        {
            var type = component.TextOf("type")?.ToUpperInvariant() ?? throw Refusals.Missing("components[0]['type']");
            if (!seen.Add(type))
                throw Refusals.Invalid($"Param components has more than one {type}.");
            CheckComponent(component, type, category, format);
        }
        if (!seen.Contains("BODY"))
            throw Refusals.Missing("components: BODY");
        if (category == "AUTHENTICATION" && !seen.Contains("BUTTONS"))
            throw Refusals.Invalid("Authentication templates need an OTP button.");
    }

    private static void CheckComponent(JsonElement component, string type, string category, string format)
    {
        switch (type)
        {
            case "HEADER":
                CheckHeader(component);
                break;
            case "BODY":
                CheckBody(component, category, format);
                break;
            case "FOOTER":
                CheckFooter(component, category);
                break;
            case "BUTTONS":
                TemplateButtonRules.Check(component, category);
                break;
            case "CAROUSEL":
                CheckCarousel(component);
                break;
            case "LIMITED_TIME_OFFER" or "CALL_PERMISSION_REQUEST":
                break;
            default:
                throw Refusals.Invalid(
                    "Param components[0]['type'] must be one of {HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, "
                        + "LIMITED_TIME_OFFER, CALL_PERMISSION_REQUEST} - got "
                        + $"\"{(type.Length > 40 ? type[..40] : type)}\"."
                );
        }
    }

    /// <summary>
    /// Returns the category after the review: a utility template with promotional text becomes marketing.
    /// </summary>
    public static string Recategorise(string category, string components) =>
        category == "UTILITY" && Promotional.Any(word => components.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? "MARKETING"
            : category;

    private static void CheckHeader(JsonElement header)
    {
        var kind = header.TextOf("format")?.ToUpperInvariant() ?? throw Refusals.Missing("components[0]['format']");
        if (kind is not ("TEXT" or "IMAGE" or "VIDEO" or "DOCUMENT" or "GIF" or "LOCATION" or "PRODUCT"))
            throw Refusals.Invalid(
                "Param components[0]['format'] must be one of {TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION, PRODUCT}.",
                2388047
            );
        if (kind == "TEXT")
        {
            var text = Need(header, 60, 2388047);
            var variables = TemplateSending.Variables(text);
            if (variables.Count > 1)
                throw Refusals.Invalid("A header takes one variable.", 2388047);
            if (variables.Count == 1 && header.Member("example") is null)
                throw MissingExample(2388047);
        }
        else if (
            kind is "IMAGE" or "VIDEO" or "DOCUMENT" or "GIF"
            && header.Member("example")?.ListOf("header_handle").Any() != true
        )
        {
            throw MissingExample(2388047);
        }
    }

    private static void CheckBody(JsonElement body, string category, string format)
    {
        if (category == "AUTHENTICATION")
        {
            if (body.Member("text") is not null)
                throw Refusals.Invalid("The body of authentication templates is preset and takes no text.", 2388072);
            return;
        }
        var text = Need(body, 1024, 2388072);
        var variables = TemplateSending.Variables(text);
        if (variables.Count == 0)
            return;
        CheckVariables(text.Trim(), variables, format);
        if (body.Member("example") is null)
            throw MissingExample(2388072);
    }

    private static void CheckVariables(string text, IReadOnlyList<string> variables, string format)
    {
        if (text.StartsWith("{{", StringComparison.Ordinal) || text.EndsWith("}}", StringComparison.Ordinal))
            throw Refusals.Invalid("Variables cannot be at the start or the end of the text.", 2388299);
        if (Adjacent().IsMatch(text))
            throw Refusals.Invalid("Variables cannot stand next to each other.", 2388299);
        if (format == "POSITIONAL")
        {
            for (var i = 0; i < variables.Count; i++)
                if (variables[i] != (i + 1).ToString(CultureInfo.InvariantCulture))
                    throw Refusals.Invalid("Variables must be numbered in order, starting with {{1}}.", 2388072);
        }
        else if (variables.Any(v => !NamedVariable().IsMatch(v)))
        {
            throw Refusals.Invalid("Named variables are lower-case letters and underscores.", 2388072);
        }
        var words = Word().Count(Variable().Replace(text, " "));
        if (words < 2 * variables.Count + 1)
            throw Refusals.Invalid("The text has too many variables for its length.", 2388293);
    }

    private static void CheckFooter(JsonElement footer, string category)
    {
        if (category == "AUTHENTICATION")
        {
            if (
                footer.Member("code_expiration_minutes") is { } minutes
                && (
                    !minutes.AsText().All(char.IsAsciiDigit)
                    || !int.TryParse(minutes.AsText(), out var m)
                    || m is < 1 or > 90
                )
            )
                throw Refusals.Invalid("Param code_expiration_minutes must be between 1 and 90.", 2388073);
            return;
        }
        if (TemplateSending.Variables(Need(footer, 60, 2388073)).Count > 0)
            throw Refusals.Invalid("A footer takes no variables.", 2388073);
    }

    private static void CheckCarousel(JsonElement carousel)
    {
        var cards = carousel.ListOf("cards").ToList();
        if (cards.Count is < 2 or > 10)
            throw Refusals.Invalid("Param cards must have 2 to 10 entries.");
        var shapes = cards
            .Select(c => string.Join(',', c.ListOf("components").Select(p => p.TextOf("type")?.ToUpperInvariant())))
            .Distinct()
            .Count();
        if (shapes > 1)
            throw Refusals.Invalid("All cards must have the same components.");
    }

    private static string Need(JsonElement component, int most, int subcode)
    {
        var text = component.TextOf("text") is { Length: > 0 } given
            ? given
            : throw Refusals.Invalid("The parameter text is required.", subcode);
        return text.Length <= most
            ? text
            : throw Refusals.Invalid($"The text must be at most {most} characters long.", 2388040);
    }

    public static GraphRefusal MissingExample(int? subcode = null) =>
        Refusals.Invalid("The parameter example is required for variables and media.", subcode);

    [GeneratedRegex("^[a-z0-9_]{1,512}$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2,3}(_[A-Z]{2,3})?$", RegexOptions.None, 1000)]
    private static partial Regex Language();

    [GeneratedRegex("^[a-z_][a-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex NamedVariable();

    [GeneratedRegex(@"\}\}\s*\{\{", RegexOptions.None, 1000)]
    private static partial Regex Adjacent();

    [GeneratedRegex(@"\{\{[^}]*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
