namespace Patchbay.Graph.Messages;

/// <summary>Meta's limits on cards.</summary>
internal static class CarouselRules
{
    public static void Check(IReadOnlyList<CarouselCard> cards, FaultList faults)
    {
        const string path = "interactive.action.cards";
        faults.Count(cards.Count, path, 2, 10);
        var kinds = cards.Select(c => c.Header?.Type).Distinct(StringComparer.Ordinal).Count();
        faults.When(kinds > 1, path, "must have the same kind of header on each card.");
        for (var i = 0; i < cards.Count; i++) Card(cards[i], $"{path}[{i}]", faults);
    }

    private static void Card(CarouselCard card, string path, FaultList faults)
    {
        if (card.Body is { } body)
        {
            faults.Text(body.Text, $"{path}.body.text", 160);
            faults.When(body.Text?.Count(c => c == '\n') > 2, $"{path}.body.text", "may have two line breaks.");
        }

        if (card.Type == "product") InteractiveRules.Product(card.Action ?? new(), $"{path}.action", faults);
        else if (card.Action?.Parameters is { } parameters) ParameterRules.Check(parameters, "cta_url", $"{path}.action.parameters", faults);
    }
}
