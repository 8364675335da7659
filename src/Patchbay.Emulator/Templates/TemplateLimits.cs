using System.Globalization;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Templates;

/// <summary>How many templates an account may have, and which changes of a template are allowed.</summary>
internal static class TemplateLimits
{
    private static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private static readonly long Day = 24 * Hour;

    private static readonly string[] EditableParams =
    [
        "components",
        "category",
        "message_send_ttl_seconds",
        "cta_url_link_tracking_opted_out",
    ];

    public static void CheckRoom(Call call, Waba waba, string name, string language)
    {
        var own = call.World.All<Template>().Where(t => t.Waba == waba.Id).ToList();
        CheckFree(own.FindAll(t => t.Name == name && t.Language == language), call.Now);
        var verified = call.World.Get<Business>(waba.OwnerBusinessId).VerificationStatus == "verified";
        if (own.Count(t => t.Status != "DELETED") >= (verified ? 6000 : 250))
            throw Duplicate("Message template limit exceeded", 2388019);
        if (call.World.Options.EnforceLimits && own.Count(t => t.CreatedAt > call.Now - Hour) >= 100)
            throw Refusals.Product(80007, "100 templates were created for this account within an hour.");
    }

    /// <summary>A name that was deleted in a language may come back after 30 days.</summary>
    private static void CheckFree(List<Template> same, long now)
    {
        if (same.Exists(Exists))
            throw Duplicate("Content in this language already exists", 2388024);
        if (same.Exists(t => t.Status == "DELETED" && t.DeletedAt > now - 30 * Day))
            throw Duplicate("Message template language is being deleted", 2388023);
    }

    public static bool Exists(Template template) => template.Status is not ("DELETED" or "PENDING_DELETION");

    public static void CheckEditable(Template template, Input input, string category)
    {
        if (template.Status is not ("APPROVED" or "REJECTED" or "PAUSED"))
            throw Refusals.Invalid("Only templates that are approved, rejected or paused can be edited.", 2388039);
        if (
            (input.Text("name") ?? template.Name) != template.Name
            || (input.Text("language") ?? template.Language) != template.Language
        )
            throw Refusals.Invalid("Name and language of a template cannot be changed.");
        if (template.Status == "APPROVED" && category != template.Category)
            throw Refusals.Invalid("The category of an approved template cannot be changed.");
        if (!EditableParams.Any(input.Has))
            throw Refusals.Missing("components");
    }

    /// <summary>An approved template may be edited once a day and ten times in 30 days.</summary>
    public static void CountEdit(Template template, long now)
    {
        template.Edits.RemoveAll(at => at <= now - 30 * Day);
        if (
            template.Status == "APPROVED"
            && (template.Edits.Count >= 10 || template.Edits.Exists(at => at > now - Day))
        )
            throw Refusals.Invalid(
                "An approved template can be edited once in 24 hours and ten times in 30 days.",
                2388039
            );
        template.Edits.Add(now);
    }

    public static void CheckTtl(long? seconds, string category)
    {
        if (seconds is null or -1)
            return;
        var (least, most) = category switch
        {
            "AUTHENTICATION" => (30, 900),
            "UTILITY" => (30, 43_200),
            _ => (43_200, 2_592_000),
        };
        if (seconds < least || seconds > most)
            throw Refusals.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Param message_send_ttl_seconds must be between {least} and {most} for {category}."
                )
            );
    }

    private static GraphRefusal Duplicate(string why, int subcode) =>
        new(100, "Invalid parameter")
        {
            Subcode = subcode,
            UserTitle = why,
            UserMessage = why + ".",
        };
}
