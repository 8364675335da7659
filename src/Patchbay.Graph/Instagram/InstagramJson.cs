using System.Text.Json.Serialization;
using Patchbay.Graph.Messenger;

namespace Patchbay.Graph.Instagram;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(InstagramProfile))]
[JsonSerializable(typeof(InstagramToken))]
[JsonSerializable(typeof(InstagramCodeToken))]
[JsonSerializable(typeof(ExchangeInstagramCode))]
[JsonSerializable(typeof(ExtendInstagramToken))]
[JsonSerializable(typeof(RefreshInstagramToken))]
[JsonSerializable(typeof(Page<InstagramSubscription>))]
[JsonSerializable(typeof(SubscribePage))]
[JsonSerializable(typeof(DirectMessage))]
[JsonSerializable(typeof(DirectMessageSent))]
[JsonSerializable(typeof(MessagingUser))]
[JsonSerializable(typeof(Page<PageConversation>))]
[JsonSerializable(typeof(ConversationQuery))]
[JsonSerializable(typeof(MessengerProfile))]
[JsonSerializable(typeof(Page<MessengerProfile>))]
[JsonSerializable(typeof(ProfileFields))]
[JsonSerializable(typeof(DeleteProfileFields))]
[JsonSerializable(typeof(ProfileResult))]
internal sealed partial class InstagramJson : JsonSerializerContext;
