using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Signup;

/// <summary>The end of Facebook Login and Instagram Login: a code bound to the redirect address.</summary>
internal static class LoginDialog
{
    private static readonly long FacebookCodeLife = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;
    private static readonly long InstagramCodeLife = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public static JsonObject Finish(World world, JsonElement body)
    {
        var client = body.Need("client_id");
        var app = FindApp(world, client);
        var user =
            world.Find<User>(body.Need("user_id")) ?? throw Refusals.Invalid("Param user_id is not a known person.");
        var scopes = (body.TextOf("scope") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).ToList();
        var pages = body.ListOf("page_ids").Select(p => p.AsText()).ToList();
        var code =
            app.InstagramAppId == client
                ? Instagram(world, app, user, scopes, pages)
                : Facebook(world, app, user, scopes, pages);
        code.RedirectUri = body.TextOf("redirect_uri");
        return new JsonObject { ["code"] = world.Add(code).Id };
    }

    /// <summary>Finds an app by its id at Facebook or by its different id at Instagram.</summary>
    public static App FindApp(World world, string client) =>
        world.All<App>().FirstOrDefault(a => a.Id == client || a.InstagramAppId == client)
        ?? throw new GraphRefusal(101, "Error validating application. Invalid application ID.");

    private static OAuthCode Facebook(World world, App app, User user, List<string> scopes, List<string> pages)
    {
        var token = new Token
        {
            Id = OAuthOperations.NewToken(world),
            Kind = TokenKind.User,
            AppId = app.Id,
            UserId = user.Id,
            Scopes = scopes,
            IssuedAt = world.Clock.Seconds,
            ExpiresAt = world.Clock.Seconds + OAuthOperations.SixtyDays,
        };
        foreach (var scope in scopes.Where(s => s.StartsWith("pages_", StringComparison.Ordinal)))
            token.Targets[scope] = [.. pages];
        return new OAuthCode
        {
            Id = world.Ids.Text(300),
            AppId = app.Id,
            Grant = token,
            ExpiresAt = world.Clock.Milliseconds + FacebookCodeLife,
        };
    }

    private static OAuthCode Instagram(World world, App app, User user, List<string> scopes, List<string> pages)
    {
        var token = new Token
        {
            Id = "IGAA" + world.Ids.Text(160),
            Kind = TokenKind.Instagram,
            AppId = app.Id,
            UserId = user.Id,
            ProfileId = FindAccount(world, user, pages),
            Scopes = scopes,
            IssuedAt = world.Clock.Seconds,
            ExpiresAt = world.Clock.Seconds + InstagramLogin.OneHour,
        };
        return new OAuthCode
        {
            Id = "AQB" + world.Ids.Text(200),
            AppId = app.Id,
            Grant = token,
            ExpiresAt = world.Clock.Milliseconds + InstagramCodeLife,
        };
    }

    private static string FindAccount(World world, User user, List<string> pages)
    {
        var page =
            world.All<FacebookPage>().FirstOrDefault(p => pages.Contains(p.Id))
            ?? world.All<FacebookPage>().FirstOrDefault(p => user.Businesses.Contains(p.BusinessId));
        return page?.InstagramAccountId ?? throw Refusals.Invalid("This person has no Instagram professional account.");
    }
}
