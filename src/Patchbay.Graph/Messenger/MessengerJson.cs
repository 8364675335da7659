using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Page<FacebookPage>))]
[JsonSerializable(typeof(SubscribePage))]
[JsonSerializable(typeof(Page<PageSubscription>))]
[JsonSerializable(typeof(MessagingUser))]
[JsonSerializable(typeof(DirectMessage))]
[JsonSerializable(typeof(DirectMessageSent))]
[JsonSerializable(typeof(MessengerProfile))]
[JsonSerializable(typeof(Page<MessengerProfile>))]
[JsonSerializable(typeof(ProfileFields))]
[JsonSerializable(typeof(DeleteProfileFields))]
[JsonSerializable(typeof(ProfileResult))]
[JsonSerializable(typeof(UserMenu))]
[JsonSerializable(typeof(UserMenuQuery))]
[JsonSerializable(typeof(Page<UserMenuAnswer>))]
[JsonSerializable(typeof(DeleteUserMenu))]
[JsonSerializable(typeof(Page<PageConversation>))]
[JsonSerializable(typeof(ConversationQuery))]
internal sealed partial class MessengerJson : JsonSerializerContext;
