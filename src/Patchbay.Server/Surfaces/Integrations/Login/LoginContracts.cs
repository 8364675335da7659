using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Surfaces.Integrations.Login;

/// <summary>Where to send a person, and what will come back with them.</summary>
public sealed record AuthorizeAnswer(string Url, string State, string RedirectUri);

/// <summary>What came back from the dialog.</summary>
/// <param name="Code">Good once.</param>
/// <param name="RedirectUri">Exactly the address that the dialog was opened with.</param>
public sealed record ConnectRequest(string? Code, string? RedirectUri);

/// <param name="Success">False when the account is stored but Meta would not send us its messages; its status says so.</param>
public sealed record InstagramAnswer(bool Success, InstagramAccountAnswer Account);

public sealed record InstagramAccountAnswer(
    Guid Id,
    string AccountKey,
    string DisplayName,
    string? Username,
    string? Status,
    string? StatusReason
);

/// <param name="UserToken">Stands for the person's token, which stays here: 10 minutes, once, for the caller who got it.</param>
/// <param name="Pages">The pages that the person works with and gave to the app.</param>
public sealed record MessengerAnswer(string UserToken, IReadOnlyList<PageChoice> Pages);

public sealed record PageChoice(string Id, string? Name, string? Category, string? PictureUrl);

/// <param name="UserToken">From connecting.</param>
/// <param name="Pages">Ids, or objects with an id.</param>
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
[JsonSerializable(typeof(AuthorizeAnswer))]
[JsonSerializable(typeof(ConnectRequest))]
[JsonSerializable(typeof(InstagramAnswer))]
[JsonSerializable(typeof(MessengerAnswer))]
[JsonSerializable(typeof(PagesRequest))]
[JsonSerializable(typeof(PagesAnswer))]
[JsonSerializable(typeof(MenuRequest))]
[JsonSerializable(typeof(MenuAnswer))]
internal sealed partial class LoginJson : JsonSerializerContext;
