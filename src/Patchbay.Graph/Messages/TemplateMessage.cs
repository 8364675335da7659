namespace Patchbay.Graph.Messages;

/// <summary>A template with its values.</summary>
/// <param name="name">Name of the template.</param>
/// <param name="language">
/// Language of the template, such as <c>pt_BR</c>. WhatsApp does not fall back to another language (code 132001).
/// </param>
/// <remarks>Give exactly the values that the approved template has; otherwise Meta answers with code 132000.</remarks>
public sealed class TemplateMessage(string name, string language)
{
    /// <summary>The template's name.</summary>
    public string Name { get; } =
        !string.IsNullOrWhiteSpace(name)
            ? name
            : throw new ArgumentException("The template's name is required.", nameof(name));

    /// <summary>The template's language.</summary>
    public string Language { get; } =
        !string.IsNullOrWhiteSpace(language)
            ? language
            : throw new ArgumentException("The template's language is required.", nameof(language));

    /// <summary>Value of the header.</summary>
    /// <remarks>A media header always needs a value.</remarks>
    public TemplateHeader? Header { get; init; }

    /// <summary>Values of the body, in order or by name.</summary>
    public IReadOnlyList<TemplateValue> Body { get; init; } = [];

    /// <summary>Values of the buttons that need a value.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>When a limited-time offer ends.</summary>
    public DateTimeOffset? OfferEnds { get; init; }

    /// <summary>Status of an order, for order-status templates.</summary>
    public OrderStatusValue? OrderStatus { get; init; }

    /// <summary>Values of the carousel's cards, in the template's order.</summary>
    public IReadOnlyList<TemplateCardValues> Cards { get; init; } = [];

    /// <summary>Creates an authentication template with the code in its text and in its button.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="language">The template's language.</param>
    /// <param name="code">The code, at most 15 characters.</param>
    /// <exception cref="ArgumentException">The code is blank or longer than 15 characters.</exception>
    public static TemplateMessage OneTimePassword(string name, string language, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (code.Length > 15)
            throw new ArgumentException("The code must have at most 15 characters.", nameof(code));
        return new(name, language) { Body = [code], Buttons = [TemplateButton.Url(0, code)] };
    }

    internal TemplateContent Content()
    {
        var components = TemplateCardValues.Parts(Header, Body, Buttons);
        if (OfferEnds is { } end)
            components.Add(Offer(end));
        if (OrderStatus is { } status)
            components.Add(StatusOf(status));
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

    private static TemplateComponent Offer(DateTimeOffset end)
    {
        var expiry = new OfferExpiry { ExpirationTimeMs = end.ToUnixTimeMilliseconds() };
        return new()
        {
            Type = TemplateComponentType.LimitedTimeOffer,
            Parameters = [new() { Type = "limited_time_offer", LimitedTimeOffer = expiry }],
        };
    }

    private static TemplateComponent StatusOf(OrderStatusValue status) =>
        new()
        {
            Type = TemplateComponentType.OrderStatus,
            Parameters = [new() { Type = "order_status", OrderStatus = status }],
        };
}

/// <summary>Values of one card of a template's carousel.</summary>
/// <param name="Header">The card's image, video or product.</param>
public sealed record TemplateCardValues(TemplateHeader Header)
{
    /// <summary>Values of the card's text.</summary>
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
