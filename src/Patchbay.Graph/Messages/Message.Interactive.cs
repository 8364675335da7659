namespace Patchbay.Graph.Messages;

/// <content>Interactive messages.</content>
public static partial class Message
{
    /// <summary>Creates a text with one to three reply buttons.</summary>
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
            body,
            new() { Buttons = [.. buttons.Select(b => b.Wire())] },
            header,
            footer
        );
    }

    /// <summary>Creates a list to choose one row from: 1 to 10 sections with at most 10 rows in total.</summary>
    /// <param name="body">Main text, at most 4,096 characters.</param>
    /// <param name="button">Label of the button that opens the list, at most 20 characters.</param>
    /// <param name="sections">The sections. Each needs a title when there are several.</param>
    /// <param name="header">Text of the header, at most 60 characters.</param>
    /// <param name="footer">Text of the footer, at most 60 characters.</param>
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
            body,
            new() { Button = button, Sections = [.. sections.Select(s => s.Wire())] },
            header: TextHeader(header),
            footer: footer
        );
    }

    /// <summary>Creates a text with one button that opens a URL.</summary>
    public static OutgoingMessage UrlButton(
        string body,
        string label,
        Uri url,
        MessageHeader? header = null,
        string? footer = null
    ) => Interactive(InteractiveType.CtaUrl, body, UrlAction(label, url), header, footer);

    /// <summary>Creates a text with a button that opens a flow.</summary>
    public static OutgoingMessage Flow(string body, FlowCall flow, MessageHeader? header = null, string? footer = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return Interactive(
            InteractiveType.Flow,
            body,
            new() { Name = "flow", Parameters = flow.Wire() },
            header,
            footer
        );
    }

    /// <summary>Asks for a location.</summary>
    /// <remarks>The answer is a location message.</remarks>
    public static OutgoingMessage LocationRequest(string body) =>
        Interactive(InteractiveType.LocationRequestMessage, body, new() { Name = "send_location" });

    /// <summary>Asks for an address, only between businesses and users in India.</summary>
    /// <remarks>Elsewhere Meta answers with code 1026.</remarks>
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
            body,
            new() { Name = "address_message", Parameters = request.Wire() },
            header,
            footer
        );
    }

    /// <summary>Creates a text with a button that calls the business.</summary>
    /// <param name="body">Main text, at most 1,024 characters.</param>
    /// <param name="label">Label of the button, at most 20 characters.</param>
    /// <param name="ttlMinutes">Minutes for which the button works, 1 to 43,200; a week when omitted.</param>
    /// <param name="payload">Returned with the call.</param>
    public static OutgoingMessage VoiceCall(
        string body,
        string? label = null,
        int? ttlMinutes = null,
        string? payload = null
    ) =>
        Interactive(
            InteractiveType.VoiceCall,
            body,
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

    /// <summary>Asks for permission to call the user.</summary>
    public static OutgoingMessage CallPermissionRequest(string body) =>
        Interactive(InteractiveType.CallPermissionRequest, body, new() { Name = "call_permission_request" });

    /// <summary>Asks for the phone number of a user who is known only by id.</summary>
    public static OutgoingMessage ContactInfoRequest(string body) =>
        Interactive(InteractiveType.RequestContactInfo, body, new() { Name = "request_contact_info" });

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
        string? body,
        InteractiveAction action,
        MessageHeader? header = null,
        string? footer = null
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
