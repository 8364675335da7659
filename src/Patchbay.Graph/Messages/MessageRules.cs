namespace Patchbay.Graph.Messages;

/// <summary>Meta's limits on the contents of a message.</summary>
public static class MessageRules
{
    /// <summary>Lists all faults of a message; empty when it may be sent.</summary>
    /// <remarks>Sending runs this check itself.</remarks>
    public static IReadOnlyList<MessageFault> Check(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = new FaultList();
        faults.AtMost(message.BizOpaqueCallbackData, "biz_opaque_callback_data", 512);
        faults.When(
            message.Context is not null && message.Reaction is not null,
            "context",
            "cannot be combined with a reaction."
        );
        Plain(message, faults);
        DirectSendLimits.Check(message, faults);
        if (message.Interactive is { } interactive)
            InteractiveRules.Check(interactive, faults);
        if (message.Template is { } template)
            TemplateRules.Check(template, faults);
        return faults.Found;
    }

    internal static void Ensure(OutgoingMessage message)
    {
        var faults = Check(message);
        if (faults.Count > 0)
            throw new InvalidMessageException(faults);
    }

    internal static void Location(LocationContent location, string path, FaultList faults)
    {
        faults.When(
            location.Latitude is not (>= -90 and <= 90),
            $"{path}.latitude",
            "must be between -90 and 90 degrees."
        );
        faults.When(
            location.Longitude is not (>= -180 and <= 180),
            $"{path}.longitude",
            "must be between -180 and 180 degrees."
        );
    }

    private static void Plain(OutgoingMessage message, FaultList faults)
    {
        if (message.Text is { } text)
            faults.Text(text.Body, "text.body", 4096);
        if (message.Image is { } image)
            faults.AtMost(image.Caption, "image.caption", 1024);
        if (message.Video is { } video)
            faults.AtMost(video.Caption, "video.caption", 1024);
        if (message.Document is { } document)
        {
            faults.AtMost(document.Caption, "document.caption", 1024);
            faults.AtMost(document.Filename, "document.filename", 240);
        }

        if (message.Location is { } location)
            Location(location, "location", faults);
        if (message.Reaction is { } reaction)
            faults.When(reaction.Emoji?.Length > 32, "reaction.emoji", "must be one emoji.");
        if (message.Contacts is { } contacts)
            Contacts(contacts, faults);
    }

    private static void Contacts(IReadOnlyList<ContactCard> contacts, FaultList faults)
    {
        faults.Count(contacts.Count, "contacts", 1, 257);
        for (var i = 0; i < contacts.Count; i++)
            faults.When(
                string.IsNullOrWhiteSpace(contacts[i].Name.FormattedName),
                $"contacts[{i}].name.formatted_name",
                "is required."
            );
    }
}
