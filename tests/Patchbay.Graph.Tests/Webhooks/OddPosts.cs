using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Graph.Tests.Webhooks;

/// <summary>A member of the webhook types, by the names that lead to it from the payload.</summary>
/// <param name="Steps">The names. The name of a list stands for its entries, except as the last name.</param>
internal sealed record MemberPath(IReadOnlyList<string> Steps)
{
    public override string ToString() => string.Join('.', Steps);

    public static MemberPath Of(string text) => new(text.Split('.'));
}

/// <summary>Posts in which one member is odd, between messages, statuses and events that are not.</summary>
internal static class OddPosts
{
    /// <summary>Fields whose values have types; one field for each type.</summary>
    private static readonly string[] _fields =
    [
        "messages",
        "account_alerts",
        "account_review_update",
        "account_update",
        "business_capability_update",
        "business_username_update",
        "partner_solutions",
        "payment_configuration_update",
        "flows",
        "message_template_status_update",
        "message_template_quality_update",
        "message_template_components_update",
        "template_category_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
        "comments",
    ];

    private const string _place = "\"@odd@\"";

    public static IEnumerable<Type> ValueTypes => _fields.Select(f => FieldTypes.Contract(f, default)!.Type);

    /// <summary>Every member of every object that a webhook can contain.</summary>
    public static IEnumerable<MemberPath> Members() => Members(typeof(WebhookPayload), [], []);

    /// <summary>A post with a JSON text in the place of a member.</summary>
    public static string With(MemberPath path, string odd)
    {
        var post = JsonNode.Parse(
            """
            {"object":"whatsapp_business_account","entry":[
                {"id":"1","changes":[{"field":"messages","value":@value@}],"messaging":[@event@,@event@]},
                {"id":"3","changes":[{"field":"messages","value":@value@}],"messaging":[@event@]}]}
            """.Replace("@value@", Value, StringComparison.Ordinal).Replace("@event@", Event, StringComparison.Ordinal)
        )!;
        Put(post.AsObject(), typeof(WebhookPayload), path.Steps);
        return Numbered(post.ToJsonString()).Replace(_place, odd, StringComparison.Ordinal);
    }

    private const string Value = """
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"2"},
        "contacts":[{"wa_id":"whole-#","profile":{"name":"A"}}],
        "messages":[{"from":"49","id":"whole-#","timestamp":"1","type":"text","text":{"body":"whole"}},
            {"from":"49","id":"whole-#","timestamp":"1","type":"text","text":{"body":"whole"}}],
        "statuses":[{"id":"whole-#","status":"read","timestamp":"1"}]}
        """;

    private const string Event = """{"sender":{"id":"1"},"timestamp":1,"message":{"mid":"whole-#","text":"whole"}}""";

    private static void Put(JsonObject target, Type type, IEnumerable<string> steps)
    {
        var (name, rest) = (steps.First(), steps.Skip(1).ToArray());
        if (rest.Length == 0)
        {
            target[name] = "@odd@";
            return;
        }

        var next = Property(type, name);
        if (next.Kind is not JsonTypeInfoKind.Enumerable)
        {
            target[name] ??= new JsonObject();
            Put(target[name]!.AsObject(), next.Type, rest);
            return;
        }

        target[name] ??= new JsonArray();
        var list = target[name]!.AsArray();
        var item = new JsonObject();
        list.Insert((list.Count + 1) / 2, item);
        if (next.ElementType == typeof(WebhookChange))
            PutChange(item, rest);
        else
            Put(item, next.ElementType!, rest);
    }

    private static void PutChange(JsonObject change, string[] steps)
    {
        change["field"] = steps[0];
        change["value"] = steps[0] == "messages" ? JsonNode.Parse(Value) : new JsonObject();
        if (steps is [_, var member and ("field" or "value")])
            change[member] = "@odd@";
        else
            Put(change["value"]!.AsObject(), FieldTypes.Contract(steps[0], default)!.Type, steps[2..]);
    }

    private static IEnumerable<MemberPath> Members(Type type, string[] steps, Type[] above)
    {
        if (above.Contains(type))
            yield break;
        if (type == typeof(WebhookChange))
        {
            foreach (var path in _fields.SelectMany(f => MembersOfChange(f, steps, above)))
                yield return path;
            yield break;
        }

        var contract = WebhooksJson.Default.GetTypeInfo(type)!;
        if (contract.Kind is not JsonTypeInfoKind.Object)
            yield break;
        foreach (var property in contract.Properties.Where(p => !p.IsExtensionData))
        {
            string[] path = [.. steps, property.Name];
            yield return new(path);
            var next = WebhooksJson.Default.GetTypeInfo(property.PropertyType)!;
            foreach (var below in Members(next.ElementType ?? next.Type, path, [.. above, type]))
                yield return below;
        }
    }

    private static IEnumerable<MemberPath> MembersOfChange(string field, string[] steps, Type[] above)
    {
        yield return new([.. steps, field, "field"]);
        yield return new([.. steps, field, "value"]);
        foreach (var path in Members(FieldTypes.Contract(field, default)!.Type, [.. steps, field, "value"], above))
            yield return path;
    }

    private static JsonTypeInfo Property(Type type, string name)
    {
        var contract = WebhooksJson.Default.GetTypeInfo(type)!;
        return WebhooksJson.Default.GetTypeInfo(contract.Properties.Single(p => p.Name == name).PropertyType)!;
    }

    private static string Numbered(string json)
    {
        var parts = json.Split("whole-#");
        return string.Concat(parts.Select((part, i) => i == 0 ? part : $"whole-{i}{part}"));
    }
}
