using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Templates;

/// <summary>Review, pause and quality of a template. Every change sends a webhook.</summary>
internal static class TemplateLife
{
    private static readonly long FirstPause = (long)TimeSpan.FromHours(3).TotalMilliseconds;
    private static readonly long SecondPause = (long)TimeSpan.FromHours(6).TotalMilliseconds;

    /// <summary>Ends a review or a pause that is due.</summary>
    public static void Wake(World world, Template template)
    {
        if (template.Status == "PENDING")
            Review(world, template);
        else if (template.Status == "PAUSED")
            Set(world, template, "APPROVED", "UNPAUSE");
        else if (template.Status == "PENDING_DELETION")
            Set(world, template, "DELETED");
    }

    private static void Review(World world, Template template)
    {
        var isRejected = template.Components.Contains(TemplateRules.RejectMark, StringComparison.Ordinal);
        template.RejectedReason = isRejected ? "INVALID_FORMAT" : null;
        Set(world, template, isRejected ? "REJECTED" : "APPROVED");
    }

    public static void Set(World world, Template template, string status, string? title = null)
    {
        template.Status = status;
        world.Save(template);
        var value = Frame(template);
        value["event"] = status;
        value["reason"] = status == "REJECTED" ? template.RejectedReason : "NONE";
        value["message_template_category"] = template.Category;
        if (title is not null)
            value["other_info"] = new JsonObject { ["title"] = title, ["description"] = Describe(title) };
        if (status == "DISABLED")
            value["disable_info"] = new JsonObject { ["disable_date"] = world.Clock.Seconds };
        Outbox.Emit(world, world.Get<Waba>(template.Waba), "message_template_status_update", value);
    }

    /// <summary>Low quality pauses a template for three hours, then six, and then disables it.</summary>
    public static void Pause(World world, Template template)
    {
        if (template.Status != "APPROVED")
            throw Refusals.Invalid("Only an approved template can be paused.");
        template.Pauses++;
        if (template.Pauses > 2)
        {
            Set(world, template, "DISABLED", "DISABLED");
            return;
        }
        template.DueAt = world.Clock.Milliseconds + (template.Pauses == 1 ? FirstPause : SecondPause);
        Set(world, template, "PAUSED", template.Pauses == 1 ? "FIRST_PAUSE" : "SECOND_PAUSE");
    }

    public static void SetQuality(World world, Template template, string quality)
    {
        if (template.Quality == quality)
            return;
        var value = Frame(template);
        value["previous_quality_score"] = template.Quality;
        value["new_quality_score"] = quality;
        template.Quality = quality;
        world.Save(template);
        Outbox.Emit(world, world.Get<Waba>(template.Waba), "message_template_quality_update", value);
    }

    public static void SetCategory(World world, Template template, string category)
    {
        var value = Frame(template);
        value["previous_category"] = template.Category;
        value["new_category"] = category;
        template.PreviousCategory = template.Category;
        template.Category = category;
        world.Save(template);
        Outbox.Emit(world, world.Get<Waba>(template.Waba), "template_category_update", value);
    }

    // In webhooks the id is a number and the language has a dash.
    private static JsonObject Frame(Template template) =>
        new()
        {
            ["message_template_id"] = long.Parse(template.Id, CultureInfo.InvariantCulture),
            ["message_template_name"] = template.Name,
            ["message_template_language"] = template.Language.Replace('_', '-'),
        };

    private static string Describe(string title) =>
        title switch
        {
            "FIRST_PAUSE" => "The template was paused for 3 hours because of low quality.",
            "SECOND_PAUSE" => "The template was paused for 6 hours because of low quality.",
            "DISABLED" => "The template was disabled because of repeated low quality.",
            _ => "The template is no longer paused.",
        };
}
