using System.Globalization;
using System.Text.Json;

namespace Patchbay.Graph.Messages;

/// <summary>A template with its values. Give exactly what the approved template asks for; more or less is code 132000.</summary>
/// <param name="name">Its name.</param>
/// <param name="language">Its language, such as <c>pt_BR</c>; there is no fallback to another (code 132001).</param>
public sealed class TemplateMessage(string name, string language)
{
    /// <summary>The template's name.</summary>
    public string Name { get; } =
        !string.IsNullOrWhiteSpace(name) ? name : throw new ArgumentException("A name is needed.", nameof(name));

    /// <summary>The template's language.</summary>
    public string Language { get; } =
        !string.IsNullOrWhiteSpace(language)
            ? language
            : throw new ArgumentException("A language is needed.", nameof(language));

    /// <summary>The header's value; always needed for a media header.</summary>
    public TemplateHeader? Header { get; init; }

    /// <summary>The body's values, in order or by name.</summary>
    public IReadOnlyList<TemplateValue> Body { get; init; } = [];

    /// <summary>Values of the buttons that have one.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>When a limited-time offer ends.</summary>
    public DateTimeOffset? OfferEnds { get; init; }

    /// <summary>News of an order, for order-status templates.</summary>
    public OrderStatusValue? OrderStatus { get; init; }

    /// <summary>Cards of a carousel, in the template's order.</summary>
    public IReadOnlyList<TemplateCardValues> Cards { get; init; } = [];

    /// <summary>An authentication template: the code goes into the text and into its button.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="language">The template's language.</param>
    /// <param name="code">At most 15 characters.</param>
    /// <exception cref="ArgumentException">The code is blank or longer.</exception>
    public static TemplateMessage OneTimePassword(string name, string language, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (code.Length > 15)
            throw new ArgumentException("A code has at most 15 characters.", nameof(code));
        return new(name, language) { Body = [code], Buttons = [TemplateButton.Url(0, code)] };
    }

    internal TemplateContent Content()
    {
        var components = TemplateCardValues.Parts(Header, Body, Buttons);
        if (OfferEnds is { } end)
            components.Add(
                new()
                {
                    Type = TemplateComponentType.LimitedTimeOffer,
                    Parameters =
                    [
                        new()
                        {
                            Type = "limited_time_offer",
                            LimitedTimeOffer = new() { ExpirationTimeMs = end.ToUnixTimeMilliseconds() },
                        },
                    ],
                }
            );
        if (OrderStatus is not null)
            components.Add(
                new()
                {
                    Type = TemplateComponentType.OrderStatus,
                    Parameters = [new() { Type = "order_status", OrderStatus = OrderStatus }],
                }
            );
        if (Cards.Count > 0)
            components.Add(
                new()
                {
                    Type = TemplateComponentType.Carousel,
                    Cards = [.. Cards.Select((card, index) => card.Wire(index))],
                }
            );
        return new()
        {
            Name = Name,
            Language = new() { Code = Language },
            Components = components.Count > 0 ? components : null,
        };
    }
}

/// <summary>Values of one card of a template's carousel.</summary>
/// <param name="Header">The card's picture, video or product.</param>
public sealed record TemplateCardValues(TemplateHeader Header)
{
    /// <summary>The card text's values.</summary>
    public IReadOnlyList<TemplateValue> Body { get; init; } = [];

    /// <summary>Values of the card's buttons.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    internal static List<TemplateComponent> Parts(
        TemplateHeader? header,
        IReadOnlyList<TemplateValue> body,
        IReadOnlyList<TemplateButton> buttons
    )
    {
        var parts = new List<TemplateComponent>();
        if (header is not null)
            parts.Add(new() { Type = TemplateComponentType.Header, Parameters = [header.Wire] });
        if (body.Count > 0)
            parts.Add(new() { Type = TemplateComponentType.Body, Parameters = [.. body.Select(v => v.Wire)] });
        parts.AddRange(buttons.Select(b => b.Wire));
        return parts;
    }

    internal TemplateCard Wire(int index) => new() { CardIndex = index, Components = Parts(Header, Body, Buttons) };
}

/// <summary>The value of a template's header.</summary>
public sealed class TemplateHeader
{
    private TemplateHeader(TemplateParameter wire) => Wire = wire;

    internal TemplateParameter Wire { get; }

    /// <summary>The value of the variable in a text header.</summary>
    public static TemplateHeader Text(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "text",
                Text = text,
                ParameterName = variable,
            }
        );

    /// <summary>An image.</summary>
    public static TemplateHeader Image(MediaSource image) => new(new() { Type = "image", Image = image.Content() });

    /// <summary>A video.</summary>
    public static TemplateHeader Video(MediaSource video) => new(new() { Type = "video", Video = video.Content() });

    /// <summary>A document.</summary>
    public static TemplateHeader Document(MediaSource document, string? filename = null) =>
        new(new() { Type = "document", Document = document.Content(filename: filename) });

    /// <summary>An animation: MP4 of at most 3.5 MB, marketing endpoint only.</summary>
    public static TemplateHeader Gif(MediaSource gif) => new(new() { Type = "gif", Gif = gif.Content() });

    /// <summary>A place.</summary>
    public static TemplateHeader Location(double latitude, double longitude, string name, string address) =>
        new(
            new()
            {
                Type = "location",
                Location = new()
                {
                    Latitude = latitude,
                    Longitude = longitude,
                    Name = name,
                    Address = address,
                },
            }
        );

    /// <summary>A product.</summary>
    public static TemplateHeader Product(TemplateProduct product) => new(new() { Type = "product", Product = product });
}

/// <summary>One value in a template's text. A string becomes a text value.</summary>
public sealed class TemplateValue
{
    private TemplateValue(TemplateParameter wire) => Wire = wire;

    internal TemplateParameter Wire { get; }

    /// <summary>A text without line breaks, tabs or more than three spaces in a row.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variable">Name of the variable, in templates with named ones.</param>
    public static TemplateValue Text(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "text",
                Text = text,
                ParameterName = variable,
            }
        );

    /// <summary>An amount of money.</summary>
    public static TemplateValue Currency(CurrencyValue value, string? variable = null) =>
        new(
            new()
            {
                Type = "currency",
                Currency = value,
                ParameterName = variable,
            }
        );

    /// <summary>A time, as text.</summary>
    public static TemplateValue DateTime(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "date_time",
                DateTime = new() { FallbackValue = text },
                ParameterName = variable,
            }
        );

    /// <summary>A string is a text value.</summary>
    public static implicit operator TemplateValue(string text) => Text(text);
}

/// <summary>The value of one of a template's buttons.</summary>
public sealed class TemplateButton
{
    private TemplateButton(int index, TemplateButtonType subType, params IReadOnlyList<TemplateParameter> parameters) =>
        Wire = new()
        {
            Type = TemplateComponentType.Button,
            SubType = subType,
            Index = index.ToString(CultureInfo.InvariantCulture),
            Parameters = parameters,
        };

    internal TemplateComponent Wire { get; }

    /// <summary>What a quick reply sends back.</summary>
    public static TemplateButton QuickReply(int index, string payload) =>
        new(index, TemplateButtonType.QuickReply, new TemplateParameter { Type = "payload", Payload = payload });

    /// <summary>The end of the button's address, or an authentication code.</summary>
    public static TemplateButton Url(int index, string suffix) =>
        new(index, TemplateButtonType.Url, new TemplateParameter { Type = "text", Text = suffix });

    /// <summary>A code to copy.</summary>
    public static TemplateButton CopyCode(int index, string code) =>
        new(index, TemplateButtonType.CopyCode, new TemplateParameter { Type = "coupon_code", CouponCode = code });

    /// <summary>Opens a flow.</summary>
    public static TemplateButton Flow(int index, string? flowToken = null, JsonElement? data = null) =>
        new(
            index,
            TemplateButtonType.Flow,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { FlowToken = flowToken, FlowActionData = data },
            }
        );

    /// <summary>Opens the catalog.</summary>
    public static TemplateButton Catalog(int index, string thumbnailProductRetailerId) =>
        new(
            index,
            TemplateButtonType.Catalog,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { ThumbnailProductRetailerId = thumbnailProductRetailerId },
            }
        );

    /// <summary>Opens products: up to 30 in up to 10 sections.</summary>
    public static TemplateButton Products(
        int index,
        string thumbnailProductRetailerId,
        IReadOnlyList<ProductSection> sections
    ) =>
        new(
            index,
            TemplateButtonType.Mpm,
            new TemplateParameter
            {
                Type = "action",
                Action = new()
                {
                    ThumbnailProductRetailerId = thumbnailProductRetailerId,
                    Sections = [.. sections.Select(s => s.Wire())],
                },
            }
        );

    /// <summary>Calls the business.</summary>
    public static TemplateButton VoiceCall(int index, int? ttlMinutes = null, string? payload = null)
    {
        var parameters = new List<TemplateParameter>();
        if (ttlMinutes is not null)
            parameters.Add(new() { Type = "ttl_minutes", TtlMinutes = ttlMinutes });
        if (payload is not null)
            parameters.Add(new() { Type = "payload", Payload = payload });
        return new(index, TemplateButtonType.VoiceCall, parameters);
    }

    /// <summary>Opens an order to pay.</summary>
    public static TemplateButton OrderDetails(int index, OrderDetails order) =>
        new(
            index,
            TemplateButtonType.OrderDetails,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { OrderDetails = order.Wire() },
            }
        );
}
