namespace Patchbay.Graph.Messages;

/// <summary>Meta's limits on orders to pay.</summary>
internal static class OrderRules
{
    public static void Details(ActionParameters parameters, string path, FaultList faults)
    {
        ParameterRules.Reference(parameters.ReferenceId, path, faults);
        faults.When(parameters.Currency?.Length != 3, $"{path}.currency", "must have three letters.");
        faults.When(
            (parameters.PaymentSettings?.Count ?? 0) == 0 && parameters.PaymentConfiguration is null,
            $"{path}.payment_settings",
            "is required."
        );
        if (parameters.Order is not { } order || parameters.TotalAmount is not { } total)
        {
            faults.Add($"{path}.order", "is required, and so is total_amount.");
            return;
        }

        Items(order, $"{path}.order", faults);
        Amounts(order, total, path, faults);
    }

    private static void Items(Order order, string path, FaultList faults)
    {
        var items = order.Items ?? [];
        faults.When(items.Count == 0, $"{path}.items", "is required.");
        for (var i = 0; i < items.Count; i++)
        {
            faults.Text(items[i].Name, $"{path}.items[{i}].name", 60);
            faults.When(items[i].Quantity < 1, $"{path}.items[{i}].quantity", "must be at least 1.");
        }

        foreach (
            var (name, amount) in new[]
            {
                ("tax", order.Tax),
                ("shipping", order.Shipping),
                ("discount", order.Discount),
            }
        )
            faults.AtMost(amount?.Description, $"{path}.{name}.description", 60);
        faults.AtMost(order.Expiration?.Description, $"{path}.expiration.description", 120);
    }

    private static void Amounts(Order order, Money total, string path, FaultList faults)
    {
        var parts = new[] { total, order.Subtotal, order.Tax, order.Shipping, order.Discount }
            .OfType<Money>()
            .ToArray();
        faults.When(parts.Any(p => p.Offset != 100), $"{path}.total_amount.offset", "must be 100 in all amounts.");
        if (order.Subtotal is null)
        {
            faults.Add($"{path}.order.subtotal", "is required.");
            return;
        }

        var sum =
            order.Subtotal.Value
            + (order.Tax?.Value ?? 0)
            + (order.Shipping?.Value ?? 0)
            - (order.Discount?.Value ?? 0);
        faults.When(
            sum != total.Value,
            $"{path}.total_amount.value",
            "must equal subtotal plus tax plus shipping minus discount."
        );
    }
}
