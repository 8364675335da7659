using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;

namespace Patchbay.Server.Channels.Messenger;

/// <param name="UserToken">A handle for the person's token, which stays on the server. It works once, within 10
/// minutes, for the same caller.</param>
/// <param name="Pages">The pages that the person made available to the app.</param>
public sealed record MessengerAnswer(string UserToken, IReadOnlyList<PageChoice> Pages);

/// <param name="UserToken">The 'user_token' that the log-in returned.</param>
/// <param name="Pages">Ids of pages, or objects with an id.</param>
public sealed record PagesRequest(string? UserToken, JsonElement? Pages);

public sealed record PagesAnswer(
    bool Success,
    IReadOnlyList<PageAccountAnswer> Accounts,
    IReadOnlyList<FailedPage> Failed
);

public sealed record PageAccountAnswer(Guid Id, string AccountKey, string DisplayName, string PageId);

public sealed record FailedPage(string PageId, string Error);

public sealed record MenuRequest(JsonElement? PersistentMenu, bool? Delete);

public sealed record MenuAnswer(bool Success, bool Deleted);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip
)]
[JsonSerializable(typeof(MessengerAnswer))]
[JsonSerializable(typeof(PagesRequest))]
[JsonSerializable(typeof(PagesAnswer))]
[JsonSerializable(typeof(MenuRequest))]
[JsonSerializable(typeof(MenuAnswer))]
internal sealed partial class MessengerJson : JsonSerializerContext;
