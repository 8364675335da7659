namespace Patchbay.Graph.Messages;

/// <content>Messages with something to tap.</content>
public static partial class Message
{
    /// <summary>One to three reply buttons.</summary>
    public static OutgoingMessage Buttons(
        string body,
        IReadOnlyList<ReplyButton> buttons,
        MessageHeader? header = null,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(buttons);
        return Interactive(
            InteractiveType.Button,
            header,
            body,
            footer,
            new() { Buttons = [.. buttons.Select(b => b.Wire())] }
        );
    }

    /// <summary>A list to choose one row from: 1 to 10 sections with 10 rows in total.</summary>
    /// <param name="body">At most 4,096 characters.</param>
    /// <param name="button">Label that opens the list, at most 20 characters.</param>
    /// <param name="sections">The sections; each needs a title when there are several.</param>
    /// <param name="header">A text of at most 60 characters.</param>
    /// <param name="footer">At most 60 characters.</param>
    public static OutgoingMessage List(
        string body,
        string button,
        IReadOnlyList<ListSection> sections,
        string? header = null,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(sections);
        return Interactive(
            InteractiveType.List,
            TextHeader(header),
            body,
            footer,
            new() { Button = button, Sections = [.. sections.Select(s => s.Wire())] }
        );
    }

    /// <summary>One button that opens an address.</summary>
    public static OutgoingMessage UrlButton(
        string body,
        string label,
        Uri url,
        MessageHeader? header = null,
        string? footer = null
    ) => Interactive(InteractiveType.CtaUrl, header, body, footer, UrlAction(label, url));

    /// <summary>A button that opens a flow.</summary>
    public static OutgoingMessage Flow(string body, FlowCall flow, MessageHeader? header = null, string? footer = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return Interactive(
            InteractiveType.Flow,
            header,
            body,
            footer,
            new() { Name = "flow", Parameters = flow.Wire() }
        );
    }

    /// <summary>One product of a catalog.</summary>
    public static OutgoingMessage Product(
        string catalogId,
        string productRetailerId,
        string? body = null,
        string? footer = null
    ) =>
        Interactive(
            InteractiveType.Product,
            null,
            body,
            footer,
            new() { CatalogId = catalogId, ProductRetailerId = productRetailerId }
        );

    /// <summary>Up to 30 products in up to 10 sections.</summary>
    public static OutgoingMessage Products(
        string header,
        string body,
        string catalogId,
        IReadOnlyList<ProductSection> sections,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(sections);
        ArgumentException.ThrowIfNullOrWhiteSpace(header);
        return Interactive(
            InteractiveType.ProductList,
            TextHeader(header),
            body,
            footer,
            new() { CatalogId = catalogId, Sections = [.. sections.Select(s => s.Wire())] }
        );
    }

    /// <summary>The whole catalog.</summary>
    /// <param name="body">At most 1,024 characters.</param>
    /// <param name="thumbnailProductRetailerId">Product whose picture stands for the catalog; the first one when left out.</param>
    /// <param name="footer">At most 60 characters.</param>
    public static OutgoingMessage Catalog(
        string body,
        string? thumbnailProductRetailerId = null,
        string? footer = null
    ) =>
        Interactive(
            InteractiveType.CatalogMessage,
            null,
            body,
            footer,
            new()
            {
                Name = "catalog_message",
                Parameters = thumbnailProductRetailerId is null
                    ? null
                    : new() { ThumbnailProductRetailerId = thumbnailProductRetailerId },
            }
        );

    /// <summary>Two to ten cards, each with a picture or video and a button that opens an address.</summary>
    public static OutgoingMessage Carousel(string body, IReadOnlyList<MediaCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Interactive(
            InteractiveType.Carousel,
            null,
            body,
            null,
            new() { Cards = [.. cards.Select((card, index) => card.Wire(index))] }
        );
    }

    /// <summary>Two to ten cards, each with a picture or video and the same number of quick replies.</summary>
    public static OutgoingMessage ReplyCarousel(string body, IReadOnlyList<ReplyCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Interactive(
            InteractiveType.Carousel,
            null,
            body,
            null,
            new() { Cards = [.. cards.Select((card, index) => card.Wire(index))] }
        );
    }

    /// <summary>Two to ten products of a catalog as cards.</summary>
    public static OutgoingMessage ProductCarousel(
        string body,
        string catalogId,
        IReadOnlyList<string> productRetailerIds
    )
    {
        ArgumentNullException.ThrowIfNull(productRetailerIds);
        return Interactive(
            InteractiveType.Carousel,
            null,
            body,
            null,
            new()
            {
                Cards =
                [
                    .. productRetailerIds.Select(
                        (product, index) =>
                            new CarouselCard
                            {
                                CardIndex = index,
                                Type = "product",
                                Action = new() { CatalogId = catalogId, ProductRetailerId = product },
                            }
                    ),
                ],
            }
        );
    }

    /// <summary>Asks for a place; the answer is a location message.</summary>
    public static OutgoingMessage LocationRequest(string body) =>
        Interactive(InteractiveType.LocationRequestMessage, null, body, null, new() { Name = "send_location" });

    /// <summary>Asks for an address. Indian businesses and users only; others get code 1026.</summary>
    public static OutgoingMessage AddressRequest(
        string body,
        AddressRequest request,
        MessageHeader? header = null,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return Interactive(
            InteractiveType.AddressMessage,
            header,
            body,
            footer,
            new() { Name = "address_message", Parameters = request.Wire() }
        );
    }

    /// <summary>An order to pay. The total must be subtotal plus tax plus shipping less discount.</summary>
    public static OutgoingMessage OrderDetails(
        string body,
        OrderDetails order,
        MessageHeader? header = null,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        return Interactive(
            InteractiveType.OrderDetails,
            header,
            body,
            footer,
            new() { Name = "review_and_pay", Parameters = order.Wire() }
        );
    }

    /// <summary>News of an order. A change that the order's state does not allow fails with code 2046.</summary>
    public static OutgoingMessage OrderStatus(
        string body,
        string referenceId,
        OrderState state,
        string? description = null,
        OrderPayment? payment = null,
        string? footer = null
    ) =>
        Interactive(
            InteractiveType.OrderStatus,
            null,
            body,
            footer,
            new()
            {
                Name = "review_order",
                Parameters = new()
                {
                    ReferenceId = referenceId,
                    Order = new() { Status = state.Value, Description = description },
                    Payment = payment,
                },
            }
        );

    /// <summary>A button that calls the business.</summary>
    /// <param name="body">At most 1,024 characters.</param>
    /// <param name="label">At most 20 characters.</param>
    /// <param name="ttlMinutes">Minutes for which it works, 1 to 43,200; a week when left out.</param>
    /// <param name="payload">Comes back with the call.</param>
    public static OutgoingMessage VoiceCall(
        string body,
        string? label = null,
        int? ttlMinutes = null,
        string? payload = null
    ) =>
        Interactive(
            InteractiveType.VoiceCall,
            null,
            body,
            null,
            new()
            {
                Name = "voice_call",
                Parameters = new()
                {
                    DisplayText = label,
                    TtlMinutes = ttlMinutes,
                    Payload = payload,
                },
            }
        );

    /// <summary>Asks to be allowed to call the user.</summary>
    public static OutgoingMessage CallPermissionRequest(string body) =>
        Interactive(
            InteractiveType.CallPermissionRequest,
            null,
            body,
            null,
            new() { Name = "call_permission_request" }
        );

    /// <summary>Asks a user who is known by id only for the phone number.</summary>
    public static OutgoingMessage ContactInfoRequest(string body) =>
        Interactive(InteractiveType.RequestContactInfo, null, body, null, new() { Name = "request_contact_info" });

    internal static InteractiveAction UrlAction(string label, Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new()
        {
            Name = "cta_url",
            Parameters = new() { DisplayText = label, Url = url.OriginalString },
        };
    }

    private static MessageHeader? TextHeader(string? header) => header is null ? null : MessageHeader.Text(header);

    private static OutgoingMessage Interactive(
        InteractiveType type,
        MessageHeader? header,
        string? body,
        string? footer,
        InteractiveAction action
    ) =>
        new()
        {
            Type = MessageType.Interactive,
            Interactive = new()
            {
                Type = type,
                Header = header?.Wire,
                Body = body is null ? null : new() { Text = body },
                Footer = footer is null ? null : new() { Text = footer },
                Action = action,
            },
        };
}
