using System.Text.Json.Nodes;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>The Pages a user may work with, each with a token of its own.</summary>
internal static class PageOperations
{
    private static readonly string[] Tasks =
    [
        "ADVERTISE",
        "ANALYZE",
        "CREATE_CONTENT",
        "MESSAGING",
        "MODERATE",
        "MANAGE",
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>("readPage", "GET", "", Read, P.Text("fields"), P.Any("metadata")) with
        {
            Scope = null,
        },
        Operation.Of<User>("listPages", "GET", "accounts", List, [.. Paging.Params]) with
        {
            Scope = null,
        },
    ];

    private static Answer Read(FacebookPage page, Call call)
    {
        if (
            !DirectAccess.Reaches(call, page, "pages_show_list")
            || !call.Caller.Scopes.Exists(s => s.StartsWith("pages_", StringComparison.Ordinal))
        )
            throw Refusals.NoAccess();
        return Answer.Read(page, call);
    }

    private static Answer List(User user, Call call)
    {
        if (call.Caller.UserId != user.Id)
            throw Refusals.NoAccess();
        if (!call.Caller.Has("pages_show_list"))
            throw Refusals.MissingPermission("pages_show_list");
        var pages = call
            .World.All<FacebookPage>()
            .Where(p =>
                (user.Businesses.Contains(p.BusinessId) || call.Caller.Kind == TokenKind.SystemUser)
                && call.Caller.Reaches("pages_show_list", p.Id)
            );
        return Answer.Page(pages, p => p.Id, p => Write(call, p), call);
    }

    private static JsonNode Write(Call call, FacebookPage page)
    {
        var fields = call.Fields ?? FieldSet.Parse("access_token,category,category_list,name,tasks");
        var answer = new JsonObject();
        foreach (var field in fields.Fields)
            answer[field.Name] = field.Name switch
            {
                "access_token" => TokenOf(call, page).Id,
                "category_list" => new JsonArray(new JsonObject { ["id"] = "2500", ["name"] = page.Category }),
                "tasks" => new JsonArray([.. Tasks.Select(t => (JsonNode)t)]),
                _ => BusinessOperations.PageType.Read(page, new FieldSet([field]), call.World)[field.Name]?.DeepClone(),
            };
        // An empty field is left out.
        foreach (var (name, _) in answer.Where(m => m.Value is null).ToList())
            answer.Remove(name);
        answer["id"] = page.Id;
        return answer;
    }

    /// <summary>Each user and app has one page token. It never expires when the user's token is long-lived.</summary>
    private static Token TokenOf(Call call, FacebookPage page)
    {
        var user = call.Caller;
        var known = call
            .World.All<Token>()
            .FirstOrDefault(t =>
                t.Kind == TokenKind.Page
                && t.ProfileId == page.Id
                && t.UserId == user.UserId
                && t.AppId == user.AppId
                && t.RevokedAs is null
            );
        var isLong = user.ExpiresAt == 0 || user.ExpiresAt - user.IssuedAt > 50L * 24 * 3600;
        return known
            ?? call.World.Add(
                new Token
                {
                    Id = OAuthOperations.NewToken(call.World),
                    Kind = TokenKind.Page,
                    AppId = user.AppId,
                    UserId = user.UserId,
                    ProfileId = page.Id,
                    Scopes = [.. user.Scopes],
                    IssuedAt = call.NowSeconds,
                    ExpiresAt = isLong ? 0 : user.ExpiresAt,
                }
            );
    }
}
