namespace Patchbay.Graph.Messages;

/// <summary>
/// Meta's limits on cards: WhatsApp Business Platform &gt; Messages &gt; Interactive Media Carousel and Interactive
/// Product Carousel.
/// </summary>
internal static class CarouselRules
{
    public static void Check(IReadOnlyList<CarouselCard> cards, FaultList faults)
    {
        const string path = "interactive.action.cards";
        faults.Count(cards.Count, path, 2, 10);
        Same(cards, c => c.Header?.Type, path, "must have the same kind of header on each card.", faults);
        Same(cards, c => c.Action?.Buttons?.Count, path, "must have the same number of buttons on each card.", faults);
        Same(
            cards,
            c => c.Type == "product" ? c.Action?.CatalogId : null,
            path,
            "must have products of one catalog.",
            faults
        );
        for (var i = 0; i < cards.Count; i++)
            Card(cards[i], $"{path}[{i}]", faults);
        InteractiveRules.Unique(
            cards.SelectMany(c => c.Action?.Buttons ?? []).Select(b => b.QuickReply?.Id),
            path,
            faults
        );
    }

    private static void Same<T>(
        IReadOnlyList<CarouselCard> cards,
        Func<CarouselCard, T> what,
        string path,
        string problem,
        FaultList faults
    ) => faults.When(cards.Select(what).Distinct().Skip(1).Any(), path, problem);

    private static void Card(CarouselCard card, string path, FaultList faults)
    {
        if (card.Body is { } body)
        {
            faults.Text(body.Text, $"{path}.body.text", 160);
            faults.When(body.Text?.Count(c => c == '\n') > 2, $"{path}.body.text", "may have at most two line breaks.");
        }

        if (card.Type == "product")
            InteractiveRules.Product(card.Action ?? new(), $"{path}.action", faults);
        else if (card.Action?.Buttons is { } buttons)
            Replies(buttons, $"{path}.action.buttons", faults);
        else if (card.Action?.Parameters is { } parameters)
            ParameterRules.Check(parameters, "cta_url", $"{path}.action.parameters", faults);
    }

    private static void Replies(IReadOnlyList<ActionButton> buttons, string path, FaultList faults)
    {
        faults.When(buttons.Count == 0, path, "must have at least one entry.");
        for (var i = 0; i < buttons.Count; i++)
        {
            faults.Text(buttons[i].QuickReply?.Title, $"{path}[{i}].quick_reply.title", 20);
            faults.Text(buttons[i].QuickReply?.Id, $"{path}[{i}].quick_reply.id", 256);
        }
    }
}
