using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Templates;

/// <summary>Making, changing and deleting templates.</summary>
internal static class TemplateEditing
{
    private static readonly string[] Categories = ["AUTHENTICATION", "MARKETING", "UTILITY"];
    private static readonly Param[] CreateParams =
    [
        P.Text("name", 512).Must(),
        P.Text("language", 15).Must(),
        P.OneOfAnyCase("category", Categories).Must(),
        P.OneOfAnyCase("parameter_format", "POSITIONAL", "NAMED"),
        P.List("components", P.OpenObject(""), 10),
        P.Whole("message_send_ttl_seconds"),
        P.Flag("cta_url_link_tracking_opted_out"),
        P.Flag("allow_category_change"),
        P.OneOf("sub_category", "ORDER_DETAILS", "ORDER_STATUS", "RICH_ORDER_STATUS"),
        P.Text("display_format"),
        P.Text("library_template_name"),
        P.Any("library_template_body_inputs"),
        P.Any("library_template_button_inputs"),
        P.Text("send_type"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "createAuthenticationTemplateWOtpCopyCodeButton",
            "POST",
            "message_templates",
            Create,
            CreateParams
        ),
        Operation.Of<Waba>(
            "deleteTemplateByName",
            "DELETE",
            "message_templates",
            Delete,
            P.Text("name"),
            P.Text("hsm_id"),
            P.List("hsm_ids", P.Text(""), 100)
        ),
        Operation.Of<Template>(
            "editTemplate",
            "POST",
            "",
            Edit,
            P.OneOfAnyCase("category", Categories),
            P.List("components", P.OpenObject(""), 10),
            P.Text("name"),
            P.Text("language"),
            P.Whole("message_send_ttl_seconds"),
            P.Flag("cta_url_link_tracking_opted_out")
        ),
        Operation.Of<Waba>(
            "upsertAuthenticationTemplates",
            "POST",
            "upsert_message_templates",
            Upsert,
            P.Text("name", 512).Must(),
            P.List("languages", P.Text("", 15), 50).Must(),
            P.OneOfAnyCase("category", "AUTHENTICATION").Must(),
            P.List("components", P.OpenObject(""), 10).Must(),
            P.Whole("message_send_ttl_seconds")
        ),
    ];

    private static Answer Create(Waba waba, Call call)
    {
        var input = call.Input;
        var name = input.Required("name");
        var language = input.Required("language");
        var category = input.Required("category").ToUpperInvariant();
        var format = (input.Text("parameter_format") ?? "POSITIONAL").ToUpperInvariant();
        TemplateRules.CheckName(name);
        TemplateRules.CheckLanguage(language);
        TemplateLimits.CheckTtl(input.Whole("message_send_ttl_seconds"), category);
        var components = Components(call);
        TemplateRules.CheckComponents(components, category, format);
        TemplateLimits.CheckRoom(call, waba, name, language);
        var template = Add(
            call,
            waba,
            name,
            language,
            TemplateRules.Recategorise(category, components.GetRawText()),
            components.GetRawText(),
            format,
            isApproved: input.Has("library_template_name")
        );
        template.MessageSendTtl = input.Whole("message_send_ttl_seconds");
        template.SubCategory = input.Text("sub_category");
        template.LinkTrackingOptedOut = input.Flag("cta_url_link_tracking_opted_out") ?? false;
        return Created(template);
    }

    private static Answer Created(Template template) =>
        Answer.Ok(
            new JsonObject
            {
                ["id"] = template.Id,
                ["status"] = template.Status,
                ["category"] = template.Category,
            }
        );

    private static JsonElement Components(Call call)
    {
        if (call.Input.Text("library_template_name") is not { } library)
            return call.Input.Element("components") ?? throw Refusals.Missing("components");
        if (call.Input.Has("components"))
            throw Refusals.Invalid("Param components cannot be combined with library_template_name.");
        return TemplateLibrary.Use(
            library,
            call.Input.Required("language"),
            call.Input.Element("library_template_button_inputs")
        );
    }

    private static Template Add(
        Call call,
        Waba waba,
        string name,
        string language,
        string category,
        string components,
        string format,
        bool isApproved
    )
    {
        var approved = isApproved || category == "AUTHENTICATION";
        var template = call.World.Add(
            new Template
            {
                Id = call.World.Ids.Number(16),
                Waba = waba.Id,
                Name = name,
                Language = language,
                Category = category,
                Components = components,
                ParameterFormat = format,
                DueAt = call.Now + (approved ? 0 : (long)call.World.Options.TemplateReview.TotalMilliseconds),
            }
        );
        ActivityOperations.Record(call, waba.Id, "TEMPLATE_CREATED", $"{name} ({language})");
        return template;
    }

    private static Answer Edit(Template template, Call call)
    {
        var input = call.Input;
        var category = input.Text("category")?.ToUpperInvariant() ?? template.Category;
        if (Messages.DirectSendMessages.IsGenerated(template))
            throw Refusals.Invalid("A template of Direct Send cannot be edited.", 2388318);
        TemplateLimits.CheckEditable(template, input, category);
        if (input.Element("components") is { } components)
            TemplateRules.CheckComponents(components, category, template.ParameterFormat);
        TemplateLimits.CheckTtl(input.Whole("message_send_ttl_seconds"), category);
        TemplateLimits.CountEdit(template, call.Now);
        Change(template, input, category);
        if (template.Status == "REJECTED")
            ReviewAgain(template, call);
        call.World.Save(template);
        ActivityOperations.Record(call, template.Waba, "TEMPLATE_UPDATED", $"{template.Name} ({template.Language})");
        return Edited(template);
    }

    private static void Change(Template template, Input input, string category)
    {
        template.Category = category;
        template.Components = input.Element("components")?.GetRawText() ?? template.Components;
        template.MessageSendTtl = input.Whole("message_send_ttl_seconds") ?? template.MessageSendTtl;
        template.LinkTrackingOptedOut = input.Flag("cta_url_link_tracking_opted_out") ?? template.LinkTrackingOptedOut;
    }

    private static Answer Edited(Template template) =>
        Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["id"] = template.Id,
                ["name"] = template.Name,
                ["category"] = template.Category,
            }
        );

    private static void ReviewAgain(Template template, Call call)
    {
        template.Status = "PENDING";
        template.DueAt = call.Now + (long)call.World.Options.TemplateReview.TotalMilliseconds;
    }

    private static Answer Delete(Waba waba, Call call)
    {
        var found = FindNamed(waba, call);
        if (found.Exists(t => t.Status == "DISABLED"))
            throw Refusals.Invalid("A disabled template cannot be deleted.", 2388039);
        if (found.Exists(Messages.DirectSendMessages.IsGenerated))
            throw Refusals.Invalid("A template of Direct Send cannot be deleted.", 2388330);
        found.ForEach(template => Delete(call, template));
        return Answer.Success();
    }

    /// <summary>
    /// Returns the templates to delete: all languages of a name, one language of a name, or a list of ids.
    /// </summary>
    private static List<Template> FindNamed(Waba waba, Call call)
    {
        var name = call.Input.Text("name");
        var ids = call.Input.Texts("hsm_ids");
        var id = call.Input.Text("hsm_id");
        CheckNaming(name, id, ids.Count);
        var found = call
            .World.All<Template>()
            .Where(t => t.Waba == waba.Id && TemplateLimits.Exists(t))
            .Where(t => ids.Count > 0 ? ids.Contains(t.Id) : t.Name == name && (id is null || t.Id == id))
            .ToList();
        if (found.Count == 0 || (ids.Count > 0 && found.Count < ids.Distinct().Count()))
            throw Refusals.Invalid("Message template not found.");
        return found;
    }

    private static void CheckNaming(string? name, string? id, int idsListed)
    {
        if (idsListed > 0 && (name is not null || id is not null))
            throw Refusals.Invalid("Param hsm_ids cannot be combined with name or hsm_id.");
        if (name is null && idsListed == 0)
            throw Refusals.Missing("name");
    }

    private static void Delete(Call call, Template template)
    {
        template.DueAt = null;
        template.DeletedAt = call.Now;
        TemplateLife.Set(call.World, template, "DELETED");
        ActivityOperations.Record(call, template.Waba, "TEMPLATE_DELETED", $"{template.Name} ({template.Language})");
    }

    /// <summary>Creates or replaces an authentication template in several languages.</summary>
    private static Answer Upsert(Waba waba, Call call)
    {
        var name = call.Input.Required("name");
        TemplateRules.CheckName(name);
        var components = call.Input.Element("components") ?? throw Refusals.Missing("components");
        TemplateRules.CheckComponents(components, "AUTHENTICATION", "POSITIONAL");
        foreach (var language in call.Input.Texts("languages"))
            TemplateRules.CheckLanguage(language);
        var data = new JsonArray();
        foreach (var language in call.Input.Texts("languages").Distinct())
        {
            var template = Put(call, waba, name, language, components.GetRawText());
            data.Add(
                new JsonObject
                {
                    ["id"] = template.Id,
                    ["status"] = template.Status,
                    ["language"] = language,
                }
            );
        }
        return Answer.Ok(new JsonObject { ["data"] = data });
    }

    /// <summary>Changes the template of this name and language, or creates an approved template.</summary>
    private static Template Put(Call call, Waba waba, string name, string language, string components)
    {
        var template =
            call.World.All<Template>()
                .FirstOrDefault(t =>
                    t.Waba == waba.Id
                    && t.Name == name
                    && t.Language == language
                    && t.Status is not ("DELETED" or "PENDING_DELETION")
                )
            ?? Add(call, waba, name, language, "AUTHENTICATION", components, "POSITIONAL", isApproved: true);
        template.Components = components;
        call.World.Save(template);
        return template;
    }
}
