using System.Text.Json;

namespace Patchbay.Server.Messages;

/// <summary>Joins what Meta said about one message at different times.</summary>
internal static class DetailsMerge
{
    /// <summary>Both; where both have a member, the later's.</summary>
    public static MessageDetails With(this MessageDetails earlier, MessageDetails later) =>
        earlier with
        {
            Context = later.Context ?? earlier.Context,
            Referral = later.Referral ?? earlier.Referral,
            GroupId = later.GroupId ?? earlier.GroupId,
            Errors = later.Errors ?? earlier.Errors,
            Pricing = Joined(earlier.Pricing, later.Pricing),
            Conversation = Joined(earlier.Conversation, later.Conversation),
            Identity = later.Identity ?? earlier.Identity,
            Extra = Joined(earlier.Extra, later.Extra),
            Participants = later.Participants ?? earlier.Participants,
            EditedAt = later.EditedAt ?? earlier.EditedAt,
            RevokedAt = later.RevokedAt ?? earlier.RevokedAt,
        };

    /// <summary>Without what may show the content of a message that was taken back.</summary>
    public static MessageDetails WithoutContent(this MessageDetails details) =>
        details with
        {
            Referral = null,
            Extra = null,
        };

    // Meta tells when a conversation ends only with the first status of a message.
    private static JsonElement? Joined(JsonElement? earlier, JsonElement? later)
    {
        if (earlier is not { ValueKind: JsonValueKind.Object } first)
            return later ?? earlier;
        if (later is not { ValueKind: JsonValueKind.Object } second || JsonElement.DeepEquals(first, second))
            return later ?? earlier;
        var members = first.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        foreach (var member in second.EnumerateObject())
            members[member.Name] = member.Value;
        return JsonSerializer.SerializeToElement(members, MessageJson.Default.DictionaryStringJsonElement);
    }

    private static IReadOnlyDictionary<string, JsonElement>? Joined(
        IReadOnlyDictionary<string, JsonElement>? earlier,
        IReadOnlyDictionary<string, JsonElement>? later
    )
    {
        if (earlier is null || later is null)
            return later ?? earlier;
        var members = new Dictionary<string, JsonElement>(earlier, StringComparer.Ordinal);
        foreach (var (name, value) in later)
            members[name] = value;
        return members;
    }
}
