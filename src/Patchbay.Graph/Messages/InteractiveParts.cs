using System.Text.Json;

namespace Patchbay.Graph.Messages;

/// <summary>The header above the body: a text or one media file.</summary>
public sealed class MessageHeader
{
    private MessageHeader(InteractiveHeader wire) => Wire = wire;

    internal InteractiveHeader Wire { get; }

    /// <summary>Creates a header with a text of at most 60 characters.</summary>
    public static MessageHeader Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(new() { Type = "text", Text = text });
    }

    /// <summary>Creates a header with an image.</summary>
    public static MessageHeader Image(MediaSource image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new(new() { Type = "image", Image = image.Content() });
    }

    /// <summary>Creates a header with a video.</summary>
    public static MessageHeader Video(MediaSource video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return new(new() { Type = "video", Video = video.Content() });
    }

    /// <summary>Creates a header with a document.</summary>
    public static MessageHeader Document(MediaSource document, string? filename = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(new() { Type = "document", Document = document.Content(filename: filename) });
    }
}

/// <summary>A reply button.</summary>
/// <param name="Id">
/// Returned when the user taps the button: at most 256 characters, unique in the message, without surrounding spaces.
/// </param>
/// <param name="Title">Label of the button, at most 20 characters.</param>
public sealed record ReplyButton(string Id, string Title)
{
    internal ActionButton Wire() =>
        new()
        {
            Type = "reply",
            Reply = new() { Id = Id, Title = Title },
        };

    internal ActionButton WireOnCard() =>
        new()
        {
            Type = "quick_reply",
            QuickReply = new() { Id = Id, Title = Title },
        };
}

/// <summary>A section of a list.</summary>
/// <param name="Rows">Rows of the section; the whole list has at most ten.</param>
/// <param name="Title">Title of the section, at most 24 characters. Required when there are several sections.</param>
public sealed record ListSection(IReadOnlyList<ListRow> Rows, string? Title = null)
{
    internal ActionSection Wire() =>
        new()
        {
            Title = Title,
            Rows =
            [
                .. Rows.Select(r => new ActionRow
                {
                    Id = r.Id,
                    Title = r.Title,
                    Description = r.Description,
                }),
            ],
        };
}

/// <summary>A row of a list.</summary>
/// <param name="Id">Returned when the user chooses the row: at most 200 characters, unique in the message.</param>
/// <param name="Title">Title of the row, at most 24 characters.</param>
/// <param name="Description">Description of the row, at most 72 characters.</param>
public sealed record ListRow(string Id, string Title, string? Description = null);

/// <summary>A section of products.</summary>
/// <param name="ProductRetailerIds">Retailer ids of the products; the whole message has at most 30.</param>
/// <param name="Title">Title of the section, at most 24 characters. Required when there are several sections.</param>
public sealed record ProductSection(IReadOnlyList<string> ProductRetailerIds, string? Title = null)
{
    internal ActionSection Wire() =>
        new()
        {
            Title = Title,
            ProductItems = [.. ProductRetailerIds.Select(id => new ProductItem { ProductRetailerId = id })],
        };
}

/// <summary>A card of a carousel with a button that opens a URL.</summary>
/// <param name="Media">An image or a video. All cards have the same kind.</param>
/// <param name="Label">Label of the button, at most 20 characters.</param>
/// <param name="Url">URL that the button opens.</param>
/// <param name="Body">Text of the card, at most 160 characters and two line breaks.</param>
public sealed record MediaCard(CardMedia Media, string Label, Uri Url, string? Body = null)
{
    internal CarouselCard Wire(int index) =>
        Media.Card(index, Body) with
        {
            Type = "cta_url",
            Action = Message.UrlAction(Label, Url),
        };
}

/// <summary>A card of a carousel with quick replies.</summary>
/// <param name="Media">An image or a video. All cards have the same kind.</param>
/// <param name="Replies">The buttons. All cards have the same number.</param>
/// <param name="Body">Text of the card, at most 160 characters and two line breaks.</param>
public sealed record ReplyCard(CardMedia Media, IReadOnlyList<ReplyButton> Replies, string? Body = null)
{
    internal CarouselCard Wire(int index) =>
        Media.Card(index, Body) with
        {
            Action = new() { Buttons = [.. Replies.Select(r => r.WireOnCard())] },
        };
}

/// <summary>The image or video of a card.</summary>
public sealed class CardMedia
{
    private CardMedia(MessageHeader header) => Header = header;

    internal MessageHeader Header { get; }

    internal CarouselCard Card(int index, string? body) =>
        new()
        {
            CardIndex = index,
            Header = Header.Wire,
            Body = body is null ? null : new() { Text = body },
        };

    /// <summary>Creates the media of a card from an image.</summary>
    public static CardMedia Image(MediaSource image) => new(MessageHeader.Image(image));

    /// <summary>Creates the media of a card from a video.</summary>
    public static CardMedia Video(MediaSource video) => new(MessageHeader.Video(video));
}

/// <summary>The flow that a button opens, and how.</summary>
public sealed record FlowCall
{
    private FlowCall(string? id, string? name, string label)
    {
        Id = id;
        Name = name;
        Label = label;
    }

    /// <summary>Id of the flow, when it is chosen by id.</summary>
    public string? Id { get; }

    /// <summary>Name of the flow, when it is chosen by name.</summary>
    public string? Name { get; }

    /// <summary>Label of the button, at most 30 characters, without emoji.</summary>
    public string Label { get; }

    /// <summary>Returned with the completed flow; identifies the conversation to your endpoint.</summary>
    public string? Token { get; init; }

    /// <summary>First screen.</summary>
    /// <remarks>Omit it to let the flow's endpoint choose.</remarks>
    public string? Screen { get; init; }

    /// <summary>Data for the first screen: a non-empty JSON object.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Whether the flow's endpoint is asked for the first screen.</summary>
    public bool AsksEndpointFirst { get; init; }

    /// <summary>Whether the draft is opened instead of the published flow, for testing.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Selects a flow by its id.</summary>
    public static FlowCall ById(string flowId, string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(flowId);
        return new(flowId, null, label);
    }

    /// <summary>Selects a flow by its name.</summary>
    public static FlowCall ByName(string flowName, string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(flowName);
        return new(null, flowName, label);
    }

    internal ActionParameters Wire() =>
        new()
        {
            FlowMessageVersion = "3",
            FlowId = Id,
            FlowName = Name,
            FlowCta = Label,
            Mode = IsDraft ? "draft" : null,
            FlowToken = Token,
            FlowAction =
                AsksEndpointFirst ? "data_exchange"
                : Screen is null ? null
                : "navigate",
            FlowActionPayload = AsksEndpointFirst || Screen is null ? null : new() { Screen = Screen, Data = Data },
        };
}

/// <summary>What an address form asks for.</summary>
/// <param name="Country">Country of the address, such as <c>IN</c>.</param>
public sealed record AddressRequest(string Country)
{
    /// <summary>The prefilled address.</summary>
    public AddressValues? Values { get; init; }

    /// <summary>Saved addresses to choose from.</summary>
    public IReadOnlyList<SavedAddress>? SavedAddresses { get; init; }

    /// <summary>Errors in an earlier answer, by field.</summary>
    public IReadOnlyDictionary<string, string>? ValidationErrors { get; init; }

    internal ActionParameters Wire() =>
        new()
        {
            Country = Country,
            Values = Values,
            SavedAddresses = SavedAddresses,
            ValidationErrors = ValidationErrors,
        };
}
