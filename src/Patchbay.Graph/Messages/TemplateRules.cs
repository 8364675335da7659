namespace Patchbay.Graph.Messages;

/// <summary>Checks of a template's values that need no knowledge of the template.</summary>
internal static class TemplateRules
{
    public static void Check(TemplateContent template, FaultList faults)
    {
        faults.Text(template.Name, "template.name", 512);
        faults.When(string.IsNullOrWhiteSpace(template.Language?.Code), "template.language.code", "is required.");
        var components = template.Components ?? [];
        Components(components, "template.components", faults);
        Offer(components, "template.components", faults);
    }

    private static void Offer(IReadOnlyList<TemplateComponent> components, string path, FaultList faults)
    {
        var offers = components.Any(c => c.Type == TemplateComponentType.LimitedTimeOffer);
        var misplaced = components.Any(c => c.SubType == TemplateButtonType.CopyCode && c.Index != "0");
        faults.When(
            offers && misplaced,
            path,
            "must have the button that copies the code first, because the template is an offer."
        );
    }

    private static void Components(IReadOnlyList<TemplateComponent> components, string path, FaultList faults)
    {
        for (var i = 0; i < components.Count; i++)
        {
            var component = components[i];
            var at = $"{path}[{i}]";
            if (component.Type == TemplateComponentType.Body)
                Body(component.Parameters ?? [], at, faults);
            foreach (var parameter in component.Parameters ?? [])
                Value(parameter, $"{at}.parameters", faults);
            if (component.Cards is { } cards)
                Cards(cards, at, faults);
        }

        ButtonPositions(components, path, faults);
    }

    private static void ButtonPositions(IReadOnlyList<TemplateComponent> components, string path, FaultList faults)
    {
        var positions = components.Where(c => c.Type == TemplateComponentType.Button).Select(c => c.Index).ToArray();
        faults.When(
            positions.Distinct(StringComparer.Ordinal).Count() < positions.Length,
            path,
            "must have buttons at different positions."
        );
        faults.When(positions.Any(p => p is null || p.Length != 1), path, "must have buttons at positions 0 to 9.");
    }

    private static void Body(IReadOnlyList<TemplateParameter> values, string path, FaultList faults)
    {
        var named = values.Count(v => v.ParameterName is not null);
        faults.When(named != 0 && named != values.Count, $"{path}.parameters", "must all have names, or none.");
    }

    private static void Value(TemplateParameter value, string path, FaultList faults)
    {
        if (value.Text is { } text)
        {
            faults.Text(text, $"{path}.text", 1024);
            var broken = text.AsSpan().ContainsAny('\n', '\t') || text.Contains("    ", StringComparison.Ordinal);
            faults.When(broken, $"{path}.text", "must not contain a line break, a tab or four consecutive spaces.");
        }

        if (value.CouponCode is { } coupon)
            faults.Text(coupon, $"{path}.coupon_code", 20);
        if (value.Location is { } location)
            MessageRules.Location(location, $"{path}.location", faults);
        faults.When(value.TtlMinutes is < 1 or > 43_200, $"{path}.ttl_minutes", "must be between 1 and 43200.");
        if (value.Action?.Sections is { } sections)
            InteractiveRules.ProductSections(sections, $"{path}.action.sections", faults);
        if (value.Action?.OrderDetails is { } order)
            OrderRules.Details(order, $"{path}.action.order_details", faults);
    }

    private static void Cards(IReadOnlyList<TemplateCard> cards, string path, FaultList faults)
    {
        // All cards of a template have the same components, so they need values for the same parts.
        faults.Count(cards.Count, $"{path}.cards", 2, 10);
        var shapes = cards.Select(c =>
            string.Join(' ', (c.Components ?? []).Select(p => $"{p.Type}{p.SubType}{p.Index}{p.Parameters?.Count}"))
        );
        faults.When(
            shapes.Distinct(StringComparer.Ordinal).Skip(1).Any(),
            $"{path}.cards",
            "must have values for the same parts on each card."
        );
        for (var i = 0; i < cards.Count; i++)
            Components(cards[i].Components ?? [], $"{path}.cards[{i}].components", faults);
    }
}
