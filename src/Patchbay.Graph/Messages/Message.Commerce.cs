namespace Patchbay.Graph.Messages;

/// <content>Products, carousels and orders.</content>
public static partial class Message
{
    /// <summary>Creates a message with one product of a catalog.</summary>
    public static OutgoingMessage Product(
        string catalogId,
        string productRetailerId,
        string? body = null,
        string? footer = null
    ) =>
        Interactive(
            InteractiveType.Product,
            body,
            new() { CatalogId = catalogId, ProductRetailerId = productRetailerId },
            footer: footer
        );

    /// <summary>Creates a message with up to 30 products in up to 10 sections.</summary>
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
            body,
            new() { CatalogId = catalogId, Sections = [.. sections.Select(s => s.Wire())] },
            header: TextHeader(header),
            footer: footer
        );
    }

    /// <summary>Creates a message that offers the whole catalog.</summary>
    /// <param name="body">Main text, at most 1,024 characters.</param>
    /// <param name="thumbnailProductRetailerId">
    /// Retailer id of the product whose picture represents the catalog; the first product when omitted.
    /// </param>
    /// <param name="footer">Text of the footer, at most 60 characters.</param>
    public static OutgoingMessage Catalog(
        string body,
        string? thumbnailProductRetailerId = null,
        string? footer = null
    ) =>
        Interactive(
            InteractiveType.CatalogMessage,
            body,
            new()
            {
                Name = "catalog_message",
                Parameters = thumbnailProductRetailerId is null
                    ? null
                    : new() { ThumbnailProductRetailerId = thumbnailProductRetailerId },
            },
            footer: footer
        );

    /// <summary>
    /// Creates a carousel of two to ten cards, each with an image or video and a button that opens a URL.
    /// </summary>
    public static OutgoingMessage Carousel(string body, IReadOnlyList<MediaCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Interactive(
            InteractiveType.Carousel,
            body,
            new() { Cards = [.. cards.Select((card, index) => card.Wire(index))] }
        );
    }

    /// <summary>
    /// Creates a carousel of two to ten cards, each with an image or video and the same number of quick replies.
    /// </summary>
    public static OutgoingMessage ReplyCarousel(string body, IReadOnlyList<ReplyCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Interactive(
            InteractiveType.Carousel,
            body,
            new() { Cards = [.. cards.Select((card, index) => card.Wire(index))] }
        );
    }

    /// <summary>Creates a carousel of two to ten products of a catalog.</summary>
    public static OutgoingMessage ProductCarousel(
        string body,
        string catalogId,
        IReadOnlyList<string> productRetailerIds
    )
    {
        ArgumentNullException.ThrowIfNull(productRetailerIds);
        return Interactive(
            InteractiveType.Carousel,
            body,
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

    /// <summary>Creates an order to pay.</summary>
    /// <remarks>The total must equal subtotal plus tax plus shipping minus discount.</remarks>
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
            body,
            new() { Name = "review_and_pay", Parameters = order.Wire() },
            header,
            footer
        );
    }

    /// <summary>Creates a status update of an order.</summary>
    /// <remarks>A status that the order cannot take fails with code 2046.</remarks>
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
            body,
            new()
            {
                Name = "review_order",
                Parameters = new()
                {
                    ReferenceId = referenceId,
                    Order = new() { Status = state.Value, Description = description },
                    Payment = payment,
                },
            },
            footer: footer
        );
}
