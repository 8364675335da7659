using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Templates;

/// <summary>Comparing, unpausing, previewing and migrating templates.</summary>
internal static class TemplateTools
{
    public static readonly Operation[] Table =
    [
        Operation.Of<Template>(
            "compareTemplates",
            "GET",
            "compare",
            Compare,
            P.Any("template_ids"),
            P.Whole("start").Must(),
            P.Whole("end").Must()
        ),
        Operation.Of<Template>("unpauseTemplate", "POST", "unpause", Unpause),
        Operation.Of<Waba>(
            "previewAuthenticationTemplates",
            "GET",
            "message_template_previews",
            Preview,
            P.OneOfAnyCase("category", "AUTHENTICATION").Must(),
            P.Any("languages"),
            P.Flag("add_security_recommendation"),
            P.Whole("code_expiration_minutes", 1, 90),
            P.Any("button_types"),
            P.Any("language")
        ),
        Operation.Of<Waba>(
            "migrateTemplates",
            "POST",
            "migrate_message_templates",
            Migrate,
            P.Text("source_waba_id").Must(),
            P.Whole("page_number", 0),
            P.Whole("count", 1, 500),
            P.List("template_ids", P.Text(""), 500)
        ),
    ];

    private static Answer Compare(Template template, Call call)
    {
        var other =
            call.World.Find<Template>(call.Input.Text("template_ids")?.Trim('[', ']', '"', ' ')) is { } found
            && found.Waba == template.Waba
                ? found
                : throw Refusals.Invalid("Param template_ids must have one other template of this account.");
        if (call.Input.Whole("start") >= call.Input.Whole("end"))
            throw Refusals.Invalid("Param start must be before end.");
        Template[] both = [template, other];
        return Answer.Ok(
            new JsonObject { ["data"] = new JsonArray(ByBlockRate(both), BySends(call, both), ByBlockReason(both)) }
        );
    }

    private static JsonObject ByBlockRate(Template[] templates) =>
        new()
        {
            ["metric"] = "BLOCK_RATE",
            ["type"] = "RELATIVE",
            ["order_by_relative_metric"] = new JsonArray([
                .. templates.OrderByDescending(BlockRate).Select(t => (JsonNode)t.Id),
            ]),
        };

    private static JsonObject BySends(Call call, Template[] templates) =>
        new()
        {
            ["metric"] = "MESSAGE_SENDS",
            ["type"] = "NUMBER_VALUES",
            ["number_values"] = new JsonArray([.. templates.Select(t => Pair(t, Sends(call, t)))]),
        };

    private static JsonObject ByBlockReason(Template[] templates) =>
        new()
        {
            ["metric"] = "TOP_BLOCK_REASON",
            ["type"] = "STRING_VALUES",
            ["string_values"] = new JsonArray([
                .. templates.Select(t => Pair(t, BlockRate(t) > 1 ? "NO_LONGER_NEEDED" : "UNKNOWN_BLOCK_REASON")),
            ]),
        };

    private static JsonNode Pair(Template template, JsonNode value) =>
        new JsonObject { ["key"] = template.Id, ["value"] = value };

    /// <summary>
    /// Customers of the emulator do not block single templates, so a template's quality stands for its block rate.
    /// </summary>
    private static int BlockRate(Template template) =>
        template.Quality switch
        {
            "RED" => 3,
            "YELLOW" => 2,
            "GREEN" => 0,
            _ => 1,
        };

    private static int Sends(Call call, Template template)
    {
        var marker = $"\"name\":\"{template.Name}\"";
        var (start, end) = ((call.Input.Whole("start") ?? 0) * 1000, (call.Input.Whole("end") ?? 0) * 1000);
        return call
            .World.All<Message>()
            .Count(m =>
                m.Type == "template"
                && !m.Inbound
                && m.CreatedAt >= start
                && m.CreatedAt <= end
                && call.World.Find<PhoneNumber>(m.PhoneId)?.Waba == template.Waba
                && m.ContentText.Replace(" ", "", StringComparison.Ordinal).Contains(marker, StringComparison.Ordinal)
            );
    }

    private static Answer Unpause(Template template, Call call)
    {
        if (template.Status != "PAUSED")
            return Answer.Ok(new JsonObject { ["success"] = false, ["reason"] = "The template is not paused." });
        template.DueAt = null;
        TemplateLife.Set(call.World, template, "APPROVED", "UNPAUSE");
        return Answer.Success();
    }

    private static Answer Preview(Waba waba, Call call)
    {
        var languages = (call.Input.Text("languages") ?? call.Input.Text("language") ?? "en_US")
            .Trim('[', ']')
            .Split(',')
            .Select(l => l.Trim(' ', '"'))
            .ToList();
        var data = new JsonArray();
        foreach (var language in languages)
        {
            TemplateRules.CheckLanguage(language);
            var entry = new JsonObject
            {
                ["body"] =
                    "*{{1}}* is your verification code."
                    + (
                        call.Input.Flag("add_security_recommendation") == true
                            ? " For your security, do not share this code."
                            : ""
                    ),
            };
            if (call.Input.Whole("code_expiration_minutes") is { } minutes)
                entry["footer"] = $"This code expires in {minutes} minutes.";
            if (call.Input.Has("button_types"))
                entry["buttons"] = new JsonArray(
                    new JsonObject { ["text"] = "Copy code", ["autofill_text"] = "Autofill" }
                );
            entry["language"] = language;
            data.Add(entry);
        }
        return Answer.Ok(new JsonObject { ["data"] = data });
    }

    private static Answer Migrate(Waba target, Call call)
    {
        var source = Source(target, call);
        var ids = call.Input.Texts("template_ids");
        var chosen = Choose(source, ids, call);
        JsonArray migrated = [];
        var failed = new JsonObject();
        foreach (var template in chosen)
        {
            if (template.Quality is not ("GREEN" or "UNKNOWN"))
                failed[template.Id] = "The template's quality is too low.";
            else if (Has(call.World, target, template))
                failed[template.Id] = "The target account already has this template.";
            else
                migrated.Add((JsonNode)Copy(call.World, template, target).Id);
        }
        foreach (var id in ids.Where(id => !chosen.Exists(t => t.Id == id)))
            failed[id] = "The template is not an approved template of the source account.";
        return Answer.Ok(new JsonObject { ["migrated_templates"] = migrated, ["failed_templates"] = failed });
    }

    private static Waba Source(Waba target, Call call)
    {
        var source =
            call.World.Find<Waba>(call.Input.Required("source_waba_id"))
            ?? throw Refusals.Invalid("Param source_waba_id must be the id of an account.");
        if (!AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, source.Id))
            throw Refusals.NoAccess();
        if (source.Id == target.Id || source.OwnerBusinessId != target.OwnerBusinessId)
            throw Refusals.Invalid("Templates can be migrated only between accounts of the same business.", 2388001);
        return source;
    }

    private static List<Template> Choose(Waba source, IReadOnlyList<string> ids, Call call)
    {
        var count = (int)(call.Input.Whole("count") ?? 500);
        var page = (int)Math.Min(call.Input.Whole("page_number") ?? 0, 1_000_000);
        return
        [
            .. call
                .World.All<Template>()
                .Where(t => t.Waba == source.Id && t.Status == "APPROVED" && (ids.Count == 0 || ids.Contains(t.Id)))
                .Skip(page * count)
                .Take(count),
        ];
    }

    private static bool Has(World world, Waba waba, Template template) =>
        world
            .All<Template>()
            .Any(t =>
                t.Waba == waba.Id && t.Name == template.Name && t.Language == template.Language && t.Status != "DELETED"
            );

    private static Template Copy(World world, Template template, Waba target) =>
        world.Add(
            new Template
            {
                Id = world.Ids.Number(16),
                Waba = target.Id,
                Name = template.Name,
                Language = template.Language,
                Category = template.Category,
                Components = template.Components,
                ParameterFormat = template.ParameterFormat,
                Status = "APPROVED",
                SubCategory = template.SubCategory,
            }
        );
}
