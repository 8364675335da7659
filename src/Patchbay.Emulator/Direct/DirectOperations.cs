using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>Pages and Instagram accounts: connecting, subscribing, profile and sending.</summary>
internal static class DirectOperations
{
    private static readonly string[] PageTasks = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"];

    public static readonly NodeType<InstagramAccount> InstagramType = new("IGUser")
    {
        { "user_id", a => a.Id },
        { "username", a => a.Username },
        { "name", a => a.Name },
        { "account_type", _ => "BUSINESS" },
        { "profile_picture_url", a => $"https://scontent.cdninstagram.com/emulator/{a.Id}.jpg" },
        { "followers_count", _ => 120 },
        { "follows_count", _ => 80 },
        { "media_count", _ => 12 },
    };

    private static readonly Param[] SubscribeParams = [P.Any("subscribed_fields")];

    public static readonly Operation[] Table =
    [
        Operation.Of<User>("getMyPages", "GET", "accounts", ListPages, [.. Paging.Params]) with { Scope = null },
        Operation.Of<FacebookPage>("getPageSubscribedApps", "GET", "subscribed_apps", (p, c) => Subscribed(p.SubscribedApps, c, p), P.Text("fields")) with { Scope = null },
        Operation.Of<FacebookPage>("subscribePage", "POST", "subscribed_apps", (p, c) => Subscribe(p.SubscribedApps, "page", c, p), SubscribeParams) with { Scope = null },
        Operation.Of<FacebookPage>("unsubscribePage", "DELETE", "subscribed_apps", (p, c) => Unsubscribe(p.SubscribedApps, c, p), SubscribeParams) with { Scope = null },
        Operation.Of<FacebookPage>("sendPageMessage", "POST", "messages", DirectMessaging.Send, DirectMessaging.SendParams) with { Scope = null, IsSend = true },
        Operation.Of<FacebookPage>("getMessengerProfile", "GET", "messenger_profile", (p, c) => Profile(c, p, ProfileSettings.Read, p.MessengerProfile), P.Text("fields"), P.Text("platform")) with { Scope = null },
        Operation.Of<FacebookPage>("setMessengerProfile", "POST", "messenger_profile", (p, c) => Profile(c, p, ProfileSettings.Set, p.MessengerProfile), ProfileSettings.SetParams) with { Scope = null },
        Operation.Of<FacebookPage>("deleteMessengerProfile", "DELETE", "messenger_profile", (p, c) => Profile(c, p, ProfileSettings.Delete, p.MessengerProfile), P.Any("fields"), P.Text("platform")) with { Scope = null },
        Operation.Of<InstagramAccount>("getInstagramAccount", "GET", "", Identity, P.Text("fields")) with { Scope = null },
        Operation.Of<InstagramAccount>("getInstagramSubscribedApps", "GET", "subscribed_apps", (a, c) => Subscribed(a.SubscribedApps, c, a), P.Text("fields")) with { Scope = null },
        Operation.Of<InstagramAccount>("subscribeInstagram", "POST", "subscribed_apps", (a, c) => Subscribe(a.SubscribedApps, "instagram", c, a), SubscribeParams) with { Scope = null },
        Operation.Of<InstagramAccount>("unsubscribeInstagram", "DELETE", "subscribed_apps", (a, c) => Unsubscribe(a.SubscribedApps, c, a), SubscribeParams) with { Scope = null },
        Operation.Of<InstagramAccount>("sendInstagramMessage", "POST", "messages", DirectMessaging.Send, DirectMessaging.SendParams) with { Scope = null, IsSend = true },
        Operation.Of<InstagramAccount>("getInstagramMessengerProfile", "GET", "messenger_profile", (a, c) => Profile(c, a, ProfileSettings.Read, a.MessengerProfile), P.Text("fields"), P.Text("platform")) with { Scope = null },
        Operation.Of<InstagramAccount>("setInstagramMessengerProfile", "POST", "messenger_profile", (a, c) => Profile(c, a, ProfileSettings.Set, a.MessengerProfile), ProfileSettings.SetParams) with { Scope = null },
        Operation.Of<InstagramAccount>("deleteInstagramMessengerProfile", "DELETE", "messenger_profile", (a, c) => Profile(c, a, ProfileSettings.Delete, a.MessengerProfile), P.Any("fields"), P.Text("platform")) with { Scope = null },
        Operation.Root("extendInstagramToken", "GET", "access_token", Extend, P.Text("grant_type").Must(), P.Text("client_secret")),
        Operation.Root("refreshInstagramToken", "GET", "refresh_access_token", Refresh, P.Text("grant_type").Must()),
    ];

    private static Answer Identity(InstagramAccount account, Call call)
    {
        DirectAccess.Check(call, account, "instagram_basic", "instagram_business_basic");
        return Answer.Read(account, call);
    }

    private static Answer Profile(Call call, Node node, Func<Dictionary<string, string>, Call, Answer> act, Dictionary<string, string> profile)
    {
        DirectAccess.Check(call, node, node is InstagramAccount ? "instagram_manage_messages" : "pages_messaging", "instagram_business_manage_messages");
        return act(profile, call);
    }

    private static Answer ListPages(User user, Call call)
    {
        if (call.Token!.UserId != user.Id || !call.Token.Has("pages_show_list")) throw Refusals.MissingPermission("pages_show_list");
        var pages = call.World.All<FacebookPage>().Where(p => (user.Businesses.Contains(p.BusinessId) || call.Token.Kind == TokenKind.SystemUser) && call.Token.Reaches("pages_show_list", p.Id));
        return Answer.Page(pages, p => p.Id, p => Write(call, p), call);
    }

    private static JsonNode Write(Call call, FacebookPage page)
    {
        var all = new JsonObject
        {
            ["access_token"] = PageToken(call, page).Id, ["category"] = page.Category, ["category_list"] = new JsonArray(new JsonObject { ["id"] = "2500", ["name"] = page.Category }), ["name"] = page.Name,
            ["id"] = page.Id, ["tasks"] = new JsonArray([.. PageTasks.Select(t => (JsonNode)t)]),
        };
        if (call.Fields is not { } fields) return all;
        if (page.InstagramAccountId is not null) all["instagram_business_account"] = new JsonObject { ["id"] = page.InstagramAccountId };
        var picked = new JsonObject();
        foreach (var field in fields.Fields)
            if (all[field.Name] is { } value) picked[field.Name] = value.DeepClone();
            else if (field.Name is not "instagram_business_account") picked[field.Name] = BusinessOperations.PageType.Read(page, new FieldSet([field]), call.World)[field.Name]?.DeepClone();
        picked["id"] = page.Id;
        return picked;
    }

    /// <summary>One page token for each user and app; it does not end by time when the user's token is a long one.</summary>
    private static Token PageToken(Call call, FacebookPage page)
    {
        var user = call.Token!;
        var known = call.World.All<Token>().FirstOrDefault(t => t.Kind == TokenKind.Page && t.ProfileId == page.Id && t.UserId == user.UserId && t.AppId == user.AppId && t.RevokedAs is null);
        var isLong = user.ExpiresAt == 0 || user.ExpiresAt - user.IssuedAt > 50L * 24 * 3600;
        return known ?? call.World.Add(new Token
        {
            Id = OAuthOperations.NewToken(call.World), Kind = TokenKind.Page, AppId = user.AppId, UserId = user.UserId, ProfileId = page.Id, Scopes = [.. user.Scopes],
            IssuedAt = call.NowSeconds, ExpiresAt = isLong ? 0 : user.ExpiresAt,
        });
    }

    private static Answer Subscribed(Dictionary<string, List<string>> apps, Call call, Node node)
    {
        CheckManage(call, node);
        return Answer.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. apps.Select(a => (JsonNode)new JsonObject
            {
                ["category"] = "Business", ["link"] = $"https://www.facebook.com/games/?app_id={a.Key}", ["name"] = call.World.Find<App>(a.Key)?.Name, ["id"] = a.Key,
                ["subscribed_fields"] = new JsonArray([.. a.Value.Select(f => (JsonNode)f)]),
            })]),
        });
    }

    private static Answer Subscribe(Dictionary<string, List<string>> apps, string kind, Call call, Node node)
    {
        CheckManage(call, node);
        List<string> fields = call.Input.Element("subscribed_fields") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(v => v.AsText())]
            : [.. (call.Input.Text("subscribed_fields") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (fields.Count == 0) throw Refusals.Missing("subscribed_fields");
        foreach (var field in fields)
            if (!WebhookFields.Of(kind).Contains(field)) throw Refusals.Invalid($"Param subscribed_fields[0] must be one of {{{string.Join(", ", WebhookFields.Of(kind))}}} - got \"{(field.Length > 40 ? field[..40] : field)}\".");
        apps[call.Token!.AppId] = fields;
        call.World.Save(node);
        return Answer.Success();
    }

    private static Answer Unsubscribe(Dictionary<string, List<string>> apps, Call call, Node node)
    {
        CheckManage(call, node);
        apps.Remove(call.Token!.AppId);
        call.World.Save(node);
        return Answer.Success();
    }

    private static void CheckManage(Call call, Node node) =>
        DirectAccess.Check(call, node, node is InstagramAccount ? "instagram_manage_messages" : "pages_manage_metadata", "instagram_business_manage_messages");

    private static Answer Extend(Call call)
    {
        var token = InstagramToken(call, "ig_exchange_token");
        var app = call.World.Find<App>(token.AppId)!;
        if (call.Input.Text("client_secret") != app.InstagramSecret) throw new GraphRefusal(1, "Error validating client secret.") { Kind = "IGApiException" };
        if (token.Kind != TokenKind.Instagram) throw new GraphRefusal(100, "Invalid parameter: only short-lived tokens can be exchanged") { Kind = "IGApiException" };
        return NewLong(call, token);
    }

    /// <summary>A long-lived token can be renewed once it is a day old and while it still works.</summary>
    private static Answer Refresh(Call call)
    {
        var token = InstagramToken(call, "ig_refresh_token");
        if (token.Kind != TokenKind.InstagramLong || !token.Has("instagram_business_basic")) throw new GraphRefusal(100, "Invalid parameter: only long-lived tokens can be refreshed") { Kind = "IGApiException" };
        if (call.NowSeconds - token.IssuedAt < 24 * 3600) throw new GraphRefusal(100, "The access token must be at least 24 hours old to be refreshed") { Kind = "IGApiException" };
        return NewLong(call, token);
    }

    private static Token InstagramToken(Call call, string grant)
    {
        if (call.Input.Text("grant_type") != grant) throw new GraphRefusal(100, $"Invalid parameter: grant_type must be {grant}") { Kind = "IGApiException" };
        return call.Token is { Kind: TokenKind.Instagram or TokenKind.InstagramLong } token ? token : throw new GraphRefusal(190, "Invalid OAuth access token", 400);
    }

    private static Answer NewLong(Call call, Token old) => OAuthOperations.TokenAnswer(call.World.Add(new Token
    {
        Id = "IGAA" + call.World.Ids.Text(170), Kind = TokenKind.InstagramLong, AppId = old.AppId, UserId = old.UserId, ProfileId = old.ProfileId, Scopes = [.. old.Scopes],
        IssuedAt = call.NowSeconds, ExpiresAt = call.NowSeconds + OAuthOperations.SixtyDays,
    }), call.NowSeconds);
}
