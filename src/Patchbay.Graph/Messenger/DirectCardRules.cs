using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Messenger;

/// <summary>Limits on cards and buttons of Instagram and Messenger.</summary>
internal static class DirectCardRules
{
    private const string _at = "message.attachment.payload";

    public static void Check(AttachmentPayload payload, bool isInstagram, FaultList faults)
    {
        if (payload.TemplateType is "button")
        {
            faults.Text(payload.Text, _at + ".text", 640);
            Buttons(payload.Buttons ?? [], 1, _at + ".buttons", isInstagram, faults);
            return;
        }

        faults.When(
            isInstagram && payload.TemplateType is "media",
            _at + ".template_type",
            "is available in Messenger only."
        );
        var cards = payload.Elements ?? [];
        faults.Count(cards.Count, _at + ".elements", 1, 10);
        for (var i = 0; i < cards.Count; i++)
            Card(cards[i], $"{_at}.elements[{i}]", isInstagram, faults);
    }

    private static void Card(DirectCard card, string at, bool isInstagram, FaultList faults)
    {
        Buttons(card.Buttons ?? [], 0, at + ".buttons", isInstagram, faults);
        if (card.MediaType is not null)
            return;
        faults.Text(card.Title, at + ".title", 80);
        faults.AtMost(card.Subtitle, at + ".subtitle", 80);
        faults.When(
            card is { Subtitle: null, ImageUrl: null, DefaultAction: null, Buttons: null or [] },
            at,
            "needs a subtitle, an image, a link or a button besides its title."
        );
        Https(card.DefaultAction?.Url, at + ".default_action.url", faults);
    }

    private static void Buttons(
        IReadOnlyList<DirectButton> buttons,
        int least,
        string at,
        bool isInstagram,
        FaultList faults
    )
    {
        faults.Count(buttons.Count, at, least, 3);
        for (var i = 0; i < buttons.Count; i++)
            Button(buttons[i], $"{at}[{i}]", isInstagram, faults);
    }

    private static void Button(DirectButton button, string at, bool isInstagram, FaultList faults)
    {
        faults.When(
            isInstagram && button.Type is not ("web_url" or DirectButton.PostbackType),
            at + ".type",
            "is available in Messenger only."
        );
        if (button.Type is "account_link")
            Https(button.Url, at + ".url", faults);
        if (button.Type is "account_link" or "account_unlink")
            return;
        faults.Text(button.Title, at + ".title", 20);
        if (button.Type is DirectButton.PostbackType or DirectButton.CallType)
            faults.Text(button.Payload, at + ".payload", 1000);
        faults.When(
            button is { Type: DirectButton.CallType, Payload: [not '+', ..] },
            at + ".payload",
            "must begin with a plus and the country code."
        );
    }

    private static void Https(Uri? url, string at, FaultList faults) =>
        faults.When(
            url is not null && url is not { IsAbsoluteUri: true, Scheme: "https" },
            at,
            "must be an absolute HTTPS URL."
        );
}
