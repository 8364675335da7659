using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Graph.Messages;

/// <summary>Meta's limits on the parameters of named actions.</summary>
internal static partial class ParameterRules
{
    public static void Check(ActionParameters parameters, string? action, string path, FaultList faults)
    {
        switch (action)
        {
            case "cta_url":
                Url(parameters, path, faults);
                break;
            case "flow":
                Flow(parameters, path, faults);
                break;
            case "voice_call":
                Call(parameters, path, faults);
                break;
            case "address_message":
                faults.When(string.IsNullOrWhiteSpace(parameters.Country), $"{path}.country", "is required.");
                break;
            case "review_and_pay":
                OrderRules.Details(parameters, path, faults);
                break;
            case "review_order":
                Reference(parameters.ReferenceId, path, faults);
                faults.AtMost(parameters.Order?.Description, $"{path}.order.description", 120);
                break;
        }
    }

    public static void Reference(string? reference, string path, FaultList faults) =>
        faults.When(
            reference is null || !ReferenceShape().IsMatch(reference),
            $"{path}.reference_id",
            "must be 1 to 60 characters of A-Z a-z 0-9 _ . -"
        );

    private static void Url(ActionParameters parameters, string path, FaultList faults)
    {
        faults.Text(parameters.DisplayText, $"{path}.display_text", 20);
        var web = Uri.TryCreate(parameters.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        faults.When(!web, $"{path}.url", "must be an http or https URL.");
    }

    private static void Flow(ActionParameters parameters, string path, FaultList faults)
    {
        faults.Text(parameters.FlowCta, $"{path}.flow_cta", 30);
        var data = parameters.FlowActionPayload?.Data;
        var empty =
            data is { ValueKind: not JsonValueKind.Object } || data is { } given && !given.EnumerateObject().Any();
        faults.When(empty, $"{path}.flow_action_payload.data", "must be an object with at least one member.");
    }

    private static void Call(ActionParameters parameters, string path, FaultList faults)
    {
        faults.AtMost(parameters.DisplayText, $"{path}.display_text", 20);
        faults.When(parameters.TtlMinutes is < 1 or > 43_200, $"{path}.ttl_minutes", "must be between 1 and 43200.");
        faults.AtMost(parameters.Payload, $"{path}.payload", 512);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,60}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReferenceShape();
}
