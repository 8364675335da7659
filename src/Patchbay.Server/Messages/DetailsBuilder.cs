using System.Text.Json;

namespace Patchbay.Server.Messages;

/// <summary>Gathers the members that stand beside a message's content.</summary>
internal sealed class DetailsBuilder
{
    private Dictionary<string, JsonElement>? _extra;

    public MessageDetails Details { get; private set; } = MessageDetails.None;

    /// <summary>Takes a member by the name that Meta gives it on every channel.</summary>
    public void Take(JsonProperty member)
    {
        var value = member.Value;
        if (member.NameEquals("context"u8))
            Details = Details with { Context = value };
        else if (member.NameEquals("referral"u8))
            Details = Details with { Referral = value };
        else if (member.NameEquals("group_id"u8) && value.ValueKind == JsonValueKind.String)
            Details = Details with { GroupId = value.GetString() };
        else if (member.NameEquals("errors"u8))
            Details = Details with { Errors = value };
        else if (member.NameEquals("pricing"u8))
            Details = Details with { Pricing = value };
        else if (member.NameEquals("conversation"u8))
            Details = Details with { Conversation = value };
        else if (member.NameEquals("identity"u8))
            Details = Details with { Identity = value };
        else
            Add(member.Name, value);
    }

    /// <summary>Keeps a member as one of <see cref="MessageDetails.Extra"/>.</summary>
    public void Add(string name, JsonElement value)
    {
        _extra ??= new(StringComparer.Ordinal);
        // The parts of a payload may have members of the same name; none of them is lost.
        while (!_extra.TryAdd(name, value))
            name = "_" + name;
        Details = Details with { Extra = _extra };
    }

    public void Set(Func<MessageDetails, MessageDetails> change) => Details = change(Details);
}
