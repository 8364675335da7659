using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A component of a template.</summary>
/// <remarks><see cref="TemplateParts"/> is the safest way to create it.</remarks>
public sealed record TemplatePart : GraphObject
{
    /// <summary>
    /// Type of the component: HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER or CALL_PERMISSION_REQUEST.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Format of a header: TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION or PRODUCT.</summary>
    public string? Format { get; init; }

    /// <summary>Text: at most 60 characters in a header, 1,024 in a body, 60 in a footer.</summary>
    public string? Text { get; init; }

    /// <summary>Example values for Meta's review.</summary>
    public TemplateExample? Example { get; init; }

    /// <summary>Buttons, at most 10.</summary>
    public IReadOnlyList<TemplateButtonDefinition>? Buttons { get; init; }

    /// <summary>Cards, 2 to 10, with the same components.</summary>
    public IReadOnlyList<TemplateCardDefinition>? Cards { get; init; }

    /// <summary>Whether an authentication body warns not to share the code.</summary>
    public bool? AddSecurityRecommendation { get; init; }

    /// <summary>Minutes until the code expires, 1 to 90; in an authentication footer.</summary>
    public int? CodeExpirationMinutes { get; init; }

    /// <summary>The limited-time offer.</summary>
    public OfferDefinition? LimitedTimeOffer { get; init; }
}

/// <summary>Example values for Meta's review.</summary>
public sealed record TemplateExample : GraphObject
{
    /// <summary>Example for a header with a numbered variable: a list.</summary>
    public JsonElement? HeaderText { get; init; }

    /// <summary>Examples for a header with a named variable.</summary>
    public IReadOnlyList<NamedExample>? HeaderTextNamedParams { get; init; }

    /// <summary>
    /// Handles of uploaded media for a media header; see <see cref="Patchbay.Graph.Media.ResumableUploadOperations"/>.
    /// </summary>
    public IReadOnlyList<string>? HeaderHandle { get; init; }

    /// <summary>Examples for a body with numbered variables: a list of lists.</summary>
    /// <remarks>Some answers have a flat list or a string.</remarks>
    public JsonElement? BodyText { get; init; }

    /// <summary>Examples for a body with named variables.</summary>
    public IReadOnlyList<NamedExample>? BodyTextNamedParams { get; init; }
}

/// <summary>The example of a named variable.</summary>
public sealed record NamedExample : GraphObject
{
    /// <summary>Name of the variable.</summary>
    public required string ParamName { get; init; }

    /// <summary>The example.</summary>
    public required string Example { get; init; }
}

/// <summary>A limited-time offer.</summary>
public sealed record OfferDefinition : GraphObject
{
    /// <summary>Text of the offer, at most 16 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the message shows when the offer ends.</summary>
    public bool? HasExpiration { get; init; }
}

/// <summary>A card.</summary>
public sealed record TemplateCardDefinition : GraphObject
{
    /// <summary>Components of the card: a header, a body of at most 160 characters, one or two buttons.</summary>
    public IReadOnlyList<TemplatePart> Components
    {
        get => field ?? [];
        init;
    }
}

/// <summary>A button.</summary>
public sealed record TemplateButtonDefinition : GraphObject
{
    /// <summary>
    /// Kind of button: QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, MPM, SPM, CATALOG, VOICE_CALL,
    /// ORDER_DETAILS or REQUEST_CONTACT_INFO.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Label of the button, at most 25 characters.</summary>
    public string? Text { get; init; }

    /// <summary>URL of a URL button: at most 2,000 characters, with at most one variable at its end.</summary>
    public string? Url { get; init; }

    /// <summary>Number of a call button, at most 20 characters.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Example value for Meta's review: a list, or a string for a code.</summary>
    public JsonElement? Example { get; init; }

    /// <summary>Kind of one-time code button: COPY_CODE, ONE_TAP or ZERO_TAP.</summary>
    public string? OtpType { get; init; }

    /// <summary>Label of a one-tap button, at most 25 characters.</summary>
    public string? AutofillText { get; init; }

    /// <summary>Whether the zero-tap terms are accepted; required for zero-tap.</summary>
    public bool? ZeroTapTermsAccepted { get; init; }

    /// <summary>Apps that receive the code, at most 5.</summary>
    public IReadOnlyList<SupportedApp>? SupportedApps { get; init; }

    /// <summary>Package name of the app, in the older form.</summary>
    public string? PackageName { get; init; }

    /// <summary>Signature hash of the app, in the older form.</summary>
    public string? SignatureHash { get; init; }

    /// <summary>Id of the flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? FlowId { get; init; }

    /// <summary>Name of the flow.</summary>
    public string? FlowName { get; init; }

    /// <summary>JSON of the flow.</summary>
    public string? FlowJson { get; init; }

    /// <summary><c>navigate</c> or <c>data_exchange</c>.</summary>
    public string? FlowAction { get; init; }

    /// <summary>First screen.</summary>
    public string? NavigateScreen { get; init; }

    /// <summary>Icon of a flow button.</summary>
    public string? Icon { get; init; }

    /// <summary>Minutes for which a call button works.</summary>
    public int? TtlMinutes { get; init; }
}

/// <summary>An app that receives a one-time code.</summary>
public sealed record SupportedApp : GraphObject
{
    /// <summary>Package name of the app.</summary>
    public required string PackageName { get; init; }

    /// <summary>Signature hash of the app, 11 characters.</summary>
    public required string SignatureHash { get; init; }
}
