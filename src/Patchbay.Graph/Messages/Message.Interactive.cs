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
            body,
            new() { Buttons = [.. buttons.Select(b => b.Wire())] },
            header,
            footer
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
            body,
            new() { Button = button, Sections = [.. sections.Select(s => s.Wire())] },
            header: TextHeader(header),
            footer: footer
        );
    }

    /// <summary>One button that opens an address.</summary>
    public static OutgoingMessage UrlButton(
        string body,
        string label,
        Uri url,
        MessageHeader? header = null,
        string? footer = null
    ) => Interactive(InteractiveType.CtaUrl, body, UrlAction(label, url), header, footer);

    /// <summary>A button that opens a flow.</summary>
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

    /// <summary>Asks for a place; the answer is a location message.</summary>
    public static OutgoingMessage LocationRequest(string body) =>
        Interactive(InteractiveType.LocationRequestMessage, body, new() { Name = "send_location" });

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
            body,
            new() { Name = "address_message", Parameters = request.Wire() },
            header,
            footer
        );
    }

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

    /// <summary>Asks to be allowed to call the user.</summary>
    public static OutgoingMessage CallPermissionRequest(string body) =>
        Interactive(InteractiveType.CallPermissionRequest, body, new() { Name = "call_permission_request" });

    /// <summary>Asks a user who is known by id only for the phone number.</summary>
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
