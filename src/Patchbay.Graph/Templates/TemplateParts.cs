using System.Text.Json;

namespace Patchbay.Graph.Templates;

/// <summary>Creates the components of a template, with the examples that Meta's review needs.</summary>
public static class TemplateParts
{
    /// <summary>Creates a text header of at most 60 characters.</summary>
    /// <param name="text">The text, with at most one <c>{{1}}</c>.</param>
    /// <param name="example">Example value for the variable, if the text has a variable.</param>
    public static TemplatePart TextHeader(string text, string? example = null) =>
        new()
        {
            Type = "HEADER",
            Format = "TEXT",
            Text = text,
            Example = example is null ? null : new() { HeaderText = List([example]) },
        };

    /// <summary>Creates a header with an image, video or document.</summary>
    /// <param name="format">Format of the header: IMAGE, VIDEO, DOCUMENT or GIF.</param>
    /// <param name="handle">Handle of an uploaded example; see <see cref="Media.ResumableUploadOperations"/>.</param>
    public static TemplatePart MediaHeader(string format, string handle) =>
        new()
        {
            Type = "HEADER",
            Format = format,
            Example = new() { HeaderHandle = [handle] },
        };

    /// <summary>Creates a header with a location, which is given when sending.</summary>
    public static TemplatePart LocationHeader() => new() { Type = "HEADER", Format = "LOCATION" };

    /// <summary>Creates a body of at most 1,024 characters.</summary>
    /// <param name="text">The text. A variable must not be its first or last part.</param>
    /// <param name="examples">An example value for each of <c>{{1}}</c>, <c>{{2}}</c> and so on.</param>
    public static TemplatePart Body(string text, params IReadOnlyList<string> examples) =>
        new()
        {
            Type = "BODY",
            Text = text,
            Example = examples.Count == 0 ? null : new() { BodyText = Lists([examples]) },
        };

    /// <summary>Creates a body with named variables.</summary>
    /// <param name="text">The text, with variables such as <c>{{first_name}}</c>.</param>
    /// <param name="examples">An example value for each variable.</param>
    public static TemplatePart NamedBody(string text, params IReadOnlyList<NamedExample> examples) =>
        new()
        {
            Type = "BODY",
            Text = text,
            Example = new() { BodyTextNamedParams = examples },
        };

    /// <summary>Creates the body of an authentication template; Meta sets its text.</summary>
    /// <param name="addSecurityRecommendation">Whether the body warns not to share the code.</param>
    public static TemplatePart AuthenticationBody(bool addSecurityRecommendation = true) =>
        new() { Type = "BODY", AddSecurityRecommendation = addSecurityRecommendation };

    /// <summary>Creates a footer of at most 60 characters, without variables.</summary>
    public static TemplatePart Footer(string text) => new() { Type = "FOOTER", Text = text };

    /// <summary>Creates the footer of an authentication template.</summary>
    /// <param name="minutes">Minutes until the code expires, 1 to 90.</param>
    public static TemplatePart ExpiryFooter(int minutes) => new() { Type = "FOOTER", CodeExpirationMinutes = minutes };

    /// <summary>Creates up to ten buttons.</summary>
    /// <remarks>Quick replies must be next to each other.</remarks>
    public static TemplatePart Buttons(params IReadOnlyList<TemplateButtonDefinition> buttons) =>
        new() { Type = "BUTTONS", Buttons = buttons };

    /// <summary>Creates a carousel of two to ten cards with the same components.</summary>
    public static TemplatePart Carousel(params IReadOnlyList<TemplateCardDefinition> cards) =>
        new() { Type = "CAROUSEL", Cards = cards };

    /// <summary>Creates a quick reply.</summary>
    /// <param name="text">Label of the button, at most 25 characters.</param>
    public static TemplateButtonDefinition QuickReply(string text) => new() { Type = "QUICK_REPLY", Text = text };

    /// <summary>Creates a button that opens a URL; at most two in a template.</summary>
    /// <param name="text">Label of the button, at most 25 characters.</param>
    /// <param name="url">The URL, at most 2,000 characters, with at most one variable at its end.</param>
    /// <param name="example">A whole URL as an example, if there is a variable.</param>
    public static TemplateButtonDefinition UrlButton(string text, string url, string? example = null) =>
        new()
        {
            Type = "URL",
            Text = text,
            Url = url,
            Example = example is null ? null : List([example]),
        };

    /// <summary>Creates a button that calls a number; at most one in a template.</summary>
    /// <param name="text">Label of the button, at most 25 characters.</param>
    /// <param name="phoneNumber">Phone number, at most 20 characters.</param>
    public static TemplateButtonDefinition PhoneButton(string text, string phoneNumber) =>
        new()
        {
            Type = "PHONE_NUMBER",
            Text = text,
            PhoneNumber = phoneNumber,
        };

    /// <summary>Creates a button that copies a one-time code.</summary>
    /// <param name="text">Label of the button; Meta's own when omitted.</param>
    public static TemplateButtonDefinition CopyOneTimeCode(string? text = null) =>
        new()
        {
            Type = "OTP",
            OtpType = "COPY_CODE",
            Text = text,
        };

    /// <summary>Creates a button that opens a flow.</summary>
    /// <param name="text">Label of the button, at most 25 characters.</param>
    /// <param name="flowId">Id of the flow.</param>
    /// <param name="screen">First screen; the flow's endpoint chooses it when omitted.</param>
    public static TemplateButtonDefinition FlowButton(string text, string flowId, string? screen = null) =>
        new()
        {
            Type = "FLOW",
            Text = text,
            FlowId = flowId,
            FlowAction = screen is null ? "data_exchange" : "navigate",
            NavigateScreen = screen,
        };

    private static JsonElement List(IReadOnlyList<string> values) =>
        JsonSerializer.SerializeToElement(values, TemplatesJson.Default.IReadOnlyListString);

    private static JsonElement Lists(IReadOnlyList<IReadOnlyList<string>> values) =>
        JsonSerializer.SerializeToElement(values, TemplatesJson.Default.IReadOnlyListIReadOnlyListString);
}
