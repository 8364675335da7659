using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Messages;

/// <summary>Rules for payment messages: their references and totals.</summary>
internal static partial class OrderRules
{
    private static readonly string[] Statuses =
    [
        "pending",
        "processing",
        "partially_shipped",
        "shipped",
        "completed",
        "canceled",
    ];

    public static void CheckDetails(JsonElement action)
    {
        var parameters = action.Member("parameters") ?? throw Bad("interactive['action']['parameters'] is missing.");
        CheckReference(parameters);
        var order = parameters.Member("order") ?? throw Bad("order is missing.");
        var expected =
            Amount(order, "subtotal") + Amount(order, "tax") + Amount(order, "shipping") - Amount(order, "discount");
        if (Amount(parameters, "total_amount") != expected)
            throw Bad("total_amount must equal subtotal + tax + shipping - discount.");
    }

    public static void CheckStatus(JsonElement action)
    {
        var parameters = action.Member("parameters") ?? throw Bad("interactive['action']['parameters'] is missing.");
        CheckReference(parameters);
        if (parameters.Member("order")?.TextOf("status") is not { } status || !Statuses.Contains(status))
            throw Bad($"order['status'] must be one of {string.Join(", ", Statuses)}.");
    }

    private static void CheckReference(JsonElement parameters)
    {
        if (parameters.TextOf("reference_id") is not { } reference || !Reference().IsMatch(reference))
            throw Bad("reference_id must be 1 to 60 letters, digits, dots, dashes or underscores.");
    }

    private static long Amount(JsonElement parent, string name)
    {
        if (parent.Member(name) is not { } amount)
            return 0;
        return
            amount.Member("value") is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt64(out var cents)
            && amount.TextOf("offset") == "100"
            ? cents
            : throw Bad($"{name} must have an integer value and offset 100.");
    }

    private static GraphRefusal Bad(string what) => Refusals.Product(131009, what);

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]{1,60}$", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
