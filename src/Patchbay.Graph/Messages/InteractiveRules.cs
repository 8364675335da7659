namespace Patchbay.Graph.Messages;

/// <summary>Meta's limits on interactive messages.</summary>
internal static class InteractiveRules
{
    private const int _header = 60;
    private const int _body = 1024;
    private const int _listBody = 4096;
    private const int _label = 20;

    public static void Check(InteractiveContent content, FaultList faults)
    {
        Texts(content, faults);
        var action = content.Action;
        if (action is null)
        {
            faults.Add("interactive.action", "is required.");
            return;
        }

        if (action.Buttons is { } buttons)
            Buttons(buttons, faults);
        if (content.Type == InteractiveType.List)
            List(action, faults);
        if (content.Type == InteractiveType.ProductList)
            Products(action, faults);
        if (content.Type == InteractiveType.Product)
            Product(action, "interactive.action", faults);
        if (action.Cards is { } cards)
            CarouselRules.Check(cards, faults);
        if (action.Parameters is { } parameters)
            ParameterRules.Check(parameters, action.Name, "interactive.action.parameters", faults);
    }

    public static void Product(InteractiveAction action, string path, FaultList faults)
    {
        faults.When(string.IsNullOrWhiteSpace(action.CatalogId), $"{path}.catalog_id", "is required.");
        faults.When(string.IsNullOrWhiteSpace(action.ProductRetailerId), $"{path}.product_retailer_id", "is required.");
    }

    private static void Texts(InteractiveContent content, FaultList faults)
    {
        if (content.Header is { Type: "text" } header)
            faults.Text(header.Text, "interactive.header.text", _header);
        var needsBody = content.Type != InteractiveType.Product;
        var most = content.Type == InteractiveType.List ? _listBody : _body;
        if (needsBody)
            faults.Text(content.Body?.Text, "interactive.body.text", most);
        else
            faults.AtMost(content.Body?.Text, "interactive.body.text", most);
        if (content.Footer is { } footer)
            faults.Text(footer.Text, "interactive.footer.text", _header);
    }

    private static void Buttons(IReadOnlyList<ActionButton> buttons, FaultList faults)
    {
        const string path = "interactive.action.buttons";
        faults.Count(buttons.Count, path, 1, 3);
        for (var i = 0; i < buttons.Count; i++)
        {
            var reply = buttons[i].Reply;
            faults.Text(reply?.Title, $"{path}[{i}].reply.title", _label);
            faults.Text(reply?.Id, $"{path}[{i}].reply.id", 256);
            faults.When(
                reply?.Id is { } id && id != id.Trim(),
                $"{path}[{i}].reply.id",
                "must not begin or end with a space."
            );
        }

        Unique(buttons.Select(b => b.Reply?.Id), path, faults);
        Unique(buttons.Select(b => b.Reply?.Title), path, faults, "titles");
    }

    private static void List(InteractiveAction action, FaultList faults)
    {
        const string path = "interactive.action.sections";
        faults.Text(action.Button, "interactive.action.button", _label);
        var sections = action.Sections ?? [];
        Sections(sections, path, faults);
        var rows = sections.SelectMany(s => s.Rows ?? []).ToArray();
        faults.Count(rows.Length, $"{path}[].rows", 1, 10);
        for (var s = 0; s < sections.Count; s++)
        for (var r = 0; r < (sections[s].Rows?.Count ?? 0); r++)
            Row(sections[s].Rows![r], $"{path}[{s}].rows[{r}]", faults);
        Unique(rows.Select(r => r.Id), path, faults);
    }

    private static void Row(ActionRow row, string path, FaultList faults)
    {
        faults.Text(row.Id, $"{path}.id", 200);
        faults.Text(row.Title, $"{path}.title", 24);
        faults.AtMost(row.Description, $"{path}.description", 72);
    }

    private static void Products(InteractiveAction action, FaultList faults)
    {
        const string path = "interactive.action.sections";
        faults.When(string.IsNullOrWhiteSpace(action.CatalogId), "interactive.action.catalog_id", "is required.");
        ProductSections(action.Sections ?? [], path, faults);
    }

    public static void ProductSections(IReadOnlyList<ActionSection> sections, string path, FaultList faults)
    {
        Sections(sections, path, faults);
        faults.Count(sections.Sum(s => s.ProductItems?.Count ?? 0), $"{path}[].product_items", 1, 30);
    }

    private static void Sections(IReadOnlyList<ActionSection> sections, string path, FaultList faults)
    {
        faults.Count(sections.Count, path, 1, 10);
        for (var i = 0; i < sections.Count; i++)
        {
            faults.AtMost(sections[i].Title, $"{path}[{i}].title", 24);
            faults.When(
                sections.Count > 1 && string.IsNullOrWhiteSpace(sections[i].Title),
                $"{path}[{i}].title",
                "is required when there are several sections."
            );
        }
    }

    public static void Unique(IEnumerable<string?> values, string path, FaultList faults, string what = "ids")
    {
        var given = values.OfType<string>().ToArray();
        faults.When(
            given.Distinct(StringComparer.Ordinal).Count() < given.Length,
            path,
            $"must have different {what}."
        );
    }
}
