using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>
/// Direct Send: a message with a <c>category</c> reaches a customer outside the window. Meta matches it to a template
/// that it generates itself.
/// </summary>
internal static partial class DirectSendMessages
{
    public const string Generated = "AUTO_GENERATED";

    private const string Service = "service",
        Authentication = "authentication";

    private const int NameTaken = 132021;

    private static readonly string[] Limits = ["TIER_100K", "TIER_UNLIMITED"];

    public static readonly Param[] Params =
    [
        P.OneOfAnyCase("category", "AUTHENTICATION", "SERVICE", "UTILITY"),
        P.Whole("ttl_seconds"),
        P.Object("direct_send_config", P.Text("template_name")),
    ];

    /// <summary>Checks the members of Direct Send.</summary>
    /// <returns>The category; null for a message that is sent as usual.</returns>
    public static string? Check(PhoneNumber phone, Call call, string type, JsonElement content)
    {
        var category = call.Input.Text("category")?.ToLowerInvariant() ?? Service;
        CheckTtl(call.Input.Whole("ttl_seconds"), category);
        CheckTemplateName(call, category);
        if (category == Service)
            return null;
        var business = call.World.Get<Business>(call.World.Find<Waba>(phone.Waba)!.OwnerBusinessId);
        if (!Limits.Contains(business.MessagingLimit))
            throw Refusals.Product(
                100,
                "The 'category' value requires Direct Send, which isn't enabled for this account."
            );
        if (category == Authentication && call.Input.Text("to") is not { Length: > 0 })
            throw Refusals.Product(131062, "Authentication messages need the recipient's phone number.");
        CheckContent(category, type, content);
        return category;
    }

    /// <summary>The template that Meta matches to the text, generated when there is none yet.</summary>
    public static Template TemplateOf(World world, PhoneNumber phone, string category, byte[] content, string? name)
    {
        name ??= $"auto_generated_{category}_{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}";
        return world.All<Template>().FirstOrDefault(t => t.Waba == phone.Waba && t.Name == name && IsGenerated(t))
            ?? world.Add(
                new Template
                {
                    Id = world.Ids.Number(16),
                    Waba = phone.Waba,
                    Name = name,
                    Language = "en",
                    Category = category.ToUpperInvariant(),
                    Status = "APPROVED",
                    Source = Generated,
                    Components = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = "{{1}}" }).ToJsonString(),
                }
            );
    }

    /// <summary>The code that a message fails with later, because another template has the wanted name.</summary>
    public static int? Clash(World world, PhoneNumber phone, string? name) =>
        name is not null && world.All<Template>().Any(t => t.Waba == phone.Waba && t.Name == name && !IsGenerated(t))
            ? NameTaken
            : null;

    public static bool IsGenerated(Template template) => template.Source == Generated;

    private static void CheckTtl(long? seconds, string category)
    {
        if (seconds is null)
            return;
        if (category == Service)
            throw Refusals.Invalid("Param ttl_seconds needs the category utility or authentication.");
        var most = category == Authentication ? 900 : 43_200;
        if (seconds is < 30 || seconds > most)
            throw Refusals.Invalid($"Param ttl_seconds must be between 30 and {most} for {category}.");
    }

    private static void CheckTemplateName(Call call, string category)
    {
        if (call.Input.Element("direct_send_config") is not { } config)
            return;
        if (category != "utility" || config.TextOf("template_name") is not { } name || !Name().IsMatch(name))
            throw Refusals.Invalid("Param direct_send_config['template_name'] is not valid: template_name");
    }

    private static void CheckContent(string category, string type, JsonElement content)
    {
        if (type == "text")
        {
            if (content.TextOf("body")!.Length > 1024)
                throw Refusals.Product(131009, "text['body'] must be at most 1024 characters long with a category.");
            return;
        }
        var isAllowed =
            category != Authentication
            && type == "interactive"
            && content.TextOf("type") is "button" or "cta_url" or "voice_call";
        if (!isAllowed)
            throw Refusals.Product(131009, $"Messages of this type cannot be sent with the category {category}.");
        if (content.TextOf("type") == "voice_call" && content.Member("footer") is not null)
            throw Refusals.Product(131009, "interactive['footer'] cannot be combined with voice_call.");
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,512}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
