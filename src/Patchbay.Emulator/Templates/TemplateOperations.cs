using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Health;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Templates;

/// <summary>Reading templates.</summary>
internal static class TemplateOperations
{
    public static readonly NodeType<Template> Type = new("WhatsAppMessageTemplate")
    {
        { "name", Show.Always, t => t.Name },
        { "parameter_format", Show.Always, t => t.ParameterFormat },
        { "components", Show.Always, t => JsonNode.Parse(t.Components) },
        { "language", Show.Always, t => t.Language },
        { "status", Show.Always, t => t.Status },
        { "category", Show.Always, t => t.Category },
        { "sub_category", Show.Always, t => t.SubCategory },
        { "previous_category", t => t.PreviousCategory },
        { "correct_category", _ => null },
        { "source", t => t.Source },
        { "rejected_reason", t => t.RejectedReason ?? "NONE" },
        {
            "quality_score",
            t => new JsonObject { ["score"] = t.Quality, ["date"] = t.CreatedAt / 1000 }
        },
        { "message_send_ttl_seconds", t => t.MessageSendTtl },
        { "cta_url_link_tracking_opted_out", t => t.LinkTrackingOptedOut },
        { "health_status", (t, w) => HealthRules.Of(w, w.Get<Waba>(t.Waba), null, t) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<Template>("getTemplateByIdDefaultFields"),
        Operation.Of<Waba>(
            "getTemplateByNameDefaultFields",
            "GET",
            "message_templates",
            List,
            [
                .. Paging.Params,
                P.Text("name"),
                P.Text("name_or_content"),
                P.Text("content"),
                P.Any("status"),
                P.Any("category"),
                P.Any("language"),
                P.Any("quality_score"),
                P.Text("source"),
                P.Text("summary"),
                P.Text("since"),
                P.Text("until"),
            ]
        ),
    ];

    private static Answer List(Waba waba, Call call)
    {
        var input = call.Input;
        var templates = call
            .World.All<Template>()
            .Where(t => t.Waba == waba.Id && t.Status != "DELETED")
            .Where(t =>
                Contains(input.Text("name"), t.Name)
                && Contains(input.Text("content"), t.Components)
                && (
                    Contains(input.Text("name_or_content"), t.Name)
                    || Contains(input.Text("name_or_content"), t.Components)
                )
                && Matches(call, "status", t.Status)
                && Matches(call, "category", t.Category)
                && Matches(call, "language", t.Language)
                && Matches(call, "quality_score", t.Quality)
                && (input.Text("source") is not { Length: > 0 } source || t.Source == source)
            )
            .OrderByDescending(t => t.CreatedAt);
        return Answer.Page(templates, call);
    }

    private static bool Contains(string? wanted, string text) =>
        wanted is null || text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(Call call, string name, string value)
    {
        if (call.Input.Text(name) is not { Length: > 0 } wanted)
            return true;
        IEnumerable<string> choices = wanted.StartsWith('[')
            ? [.. call.Input.Texts(name), .. wanted.Trim('[', ']').Split(',').Select(v => v.Trim(' ', '"'))]
            : wanted.Split(',');
        return choices.Contains(value, StringComparer.OrdinalIgnoreCase);
    }
}
