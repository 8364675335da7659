using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Messages;

/// <summary>
/// What stands beside a message's content, as the provider wrote it. Events and answers show each member that is there.
/// </summary>
public record MessageDetails
{
    public static readonly MessageDetails None = new();

    internal static readonly IReadOnlyDictionary<string, JsonElement> NoExtra = new Dictionary<string, JsonElement>();

    internal static readonly IReadOnlyDictionary<string, string> NoParticipants = new Dictionary<string, string>();

    /// <summary>The message that this one answers or forwards, or the product that it asks about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Context { get; init; }

    /// <summary>The ad, post or link that brought the person here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Referral { get; init; }

    /// <summary>WhatsApp only: Meta's id of the group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GroupId { get; init; }

    /// <summary>Every error that was reported, also when the message arrived after all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Errors { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Pricing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Conversation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Identity { get; init; }

    /// <summary>Every other member, by the provider's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary>How far a message to a group came, by the id of each participant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Participants { get; init; }

    /// <summary>When the sender last changed the message.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When the sender took the message back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>True when the message was changed or taken back, and has not come itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAwaited { get; init; }

    /// <param name="column">What a row keeps; null for nothing.</param>
    public static MessageDetails Read(string? column) =>
        column is null ? None : JsonSerializer.Deserialize(column, MessageJson.Default.MessageDetails) ?? None;

    /// <summary>What a row keeps; null for nothing.</summary>
    public string? Write()
    {
        var text = Wire.Text(this, MessageJson.Default.MessageDetails);
        return text == "{}" ? null : text;
    }
}
