using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>The recipient of a message of Instagram or Messenger.</summary>
/// <remarks>Exactly one member is set.</remarks>
public sealed record DirectRecipient
{
    /// <summary>Id of the user for this account.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary>Reference of a plug-in user without an id.</summary>
    [JsonInclude]
    public string? UserRef { get; internal init; }

    /// <summary>Id of a post, whose author receives the message.</summary>
    [JsonInclude]
    public string? PostId { get; internal init; }

    /// <summary>Id of a comment, whose author receives one private reply within 7 days.</summary>
    [JsonInclude]
    public string? CommentId { get; internal init; }

    /// <summary>Token of a user who has agreed to marketing messages.</summary>
    [JsonInclude]
    public string? NotificationMessagesToken { get; internal init; }

    /// <summary>Addresses a user by the id for this account.</summary>
    public static DirectRecipient User(string id) => new() { Id = Required(id) };

    /// <summary>Addresses a plug-in user without an id.</summary>
    public static DirectRecipient Reference(string userRef) => new() { UserRef = Required(userRef) };

    /// <summary>Addresses the author of a post.</summary>
    public static DirectRecipient PostAuthor(string postId) => new() { PostId = Required(postId) };

    /// <summary>Addresses the author of a comment, for one private reply within 7 days.</summary>
    public static DirectRecipient Commenter(string commentId) => new() { CommentId = Required(commentId) };

    /// <summary>Addresses a user who has agreed to marketing messages.</summary>
    public static DirectRecipient Subscriber(string notificationMessagesToken) =>
        new() { NotificationMessagesToken = Required(notificationMessagesToken) };

    private static string Required(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id;
    }
}
