using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A component of a template. Made most safely by <see cref="TemplateParts"/>.</summary>
public sealed record TemplatePart : GraphObject
{
    /// <summary>HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER or CALL_PERMISSION_REQUEST.</summary>
    public string? Type { get; init; }

    /// <summary>Of a header: TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION or PRODUCT.</summary>
    public string? Format { get; init; }

    /// <summary>Of a header 60, of a body 1,024, of a footer 60 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Values for the reviewers.</summary>
    public TemplateExample? Example { get; init; }

    /// <summary>Buttons, at most 10.</summary>
    public IReadOnlyList<TemplateButtonDefinition>? Buttons { get; init; }

    /// <summary>Cards, 2 to 10, all made alike.</summary>
    public IReadOnlyList<TemplateCardDefinition>? Cards { get; init; }

    /// <summary>Of an authentication body: adds that the code must not be shared.</summary>
    public bool? AddSecurityRecommendation { get; init; }

    /// <summary>Of an authentication footer: 1 to 90.</summary>
    public int? CodeExpirationMinutes { get; init; }

    /// <summary>Of a limited-time offer.</summary>
    public OfferDefinition? LimitedTimeOffer { get; init; }
}

/// <summary>Values for the reviewers.</summary>
public sealed record TemplateExample : GraphObject
{
    /// <summary>For a header with a numbered variable: a list.</summary>
    public JsonElement? HeaderText { get; init; }

    /// <summary>For a header with a named variable.</summary>
    public IReadOnlyList<NamedExample>? HeaderTextNamedParams { get; init; }

    /// <summary>An uploaded medium for a media header; see <see cref="Patchbay.Graph.Media.ResumableUploadOperations"/>.</summary>
    public IReadOnlyList<string>? HeaderHandle { get; init; }

    /// <summary>For a body with numbered variables: a list of lists; some answers have a flat list or a string.</summary>
    public JsonElement? BodyText { get; init; }

    /// <summary>For a body with named variables.</summary>
    public IReadOnlyList<NamedExample>? BodyTextNamedParams { get; init; }
}

/// <summary>The example of a named variable.</summary>
public sealed record NamedExample : GraphObject
{
    /// <summary>The variable.</summary>
    public required string ParamName { get; init; }

    /// <summary>Its example.</summary>
    public required string Example { get; init; }
}

/// <summary>A limited-time offer.</summary>
public sealed record OfferDefinition : GraphObject
{
    /// <summary>At most 16 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it shows when it ends.</summary>
    public bool? HasExpiration { get; init; }
}

/// <summary>A card.</summary>
public sealed record TemplateCardDefinition : GraphObject
{
    /// <summary>Header, body of at most 160 characters, one or two buttons.</summary>
    public IReadOnlyList<TemplatePart> Components
    {
        get => field ?? [];
        init;
    }
}

/// <summary>A button.</summary>
public sealed record TemplateButtonDefinition : GraphObject
{
    /// <summary>QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, MPM, SPM, CATALOG, VOICE_CALL, ORDER_DETAILS or REQUEST_CONTACT_INFO.</summary>
    public string? Type { get; init; }

    /// <summary>The label, at most 25 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Of a URL button: at most 2,000 characters, one variable at its end.</summary>
    public string? Url { get; init; }

    /// <summary>Of a call button: at most 20 characters.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>A value for the reviewers: a list, or a string for a code.</summary>
    public JsonElement? Example { get; init; }

    /// <summary>COPY_CODE, ONE_TAP or ZERO_TAP.</summary>
    public string? OtpType { get; init; }

    /// <summary>Label of one-tap, at most 25 characters.</summary>
    public string? AutofillText { get; init; }

    /// <summary>Needed for zero-tap.</summary>
    public bool? ZeroTapTermsAccepted { get; init; }

    /// <summary>Apps that take the code, at most 5.</summary>
    public IReadOnlyList<SupportedApp>? SupportedApps { get; init; }

    /// <summary>The app, in the older form.</summary>
    public string? PackageName { get; init; }

    /// <summary>The app's signature, in the older form.</summary>
    public string? SignatureHash { get; init; }

    /// <summary>The flow, by id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? FlowId { get; init; }

    /// <summary>The flow, by name.</summary>
    public string? FlowName { get; init; }

    /// <summary>The flow, by its JSON.</summary>
    public string? FlowJson { get; init; }

    /// <summary>navigate or data_exchange.</summary>
    public string? FlowAction { get; init; }

    /// <summary>First screen.</summary>
    public string? NavigateScreen { get; init; }

    /// <summary>Icon of a flow button.</summary>
    public string? Icon { get; init; }

    /// <summary>Minutes for which a call button works.</summary>
    public int? TtlMinutes { get; init; }
}

/// <summary>An app that takes a code.</summary>
public sealed record SupportedApp : GraphObject
{
    /// <summary>Its package.</summary>
    public required string PackageName { get; init; }

    /// <summary>Its signature, 11 characters.</summary>
    public required string SignatureHash { get; init; }
}
