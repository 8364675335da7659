using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Identity;

/// <summary>Tokens of system users: made by the portfolio, or fetched after a sign-up that returns no code.</summary>
internal static class SystemUserTokens
{
    public static readonly Operation[] Table =
    [
        Operation.Of<Business>(
            "createSystemUserToken",
            "POST",
            "system_user_access_tokens",
            Create,
            P.Text("system_user_id"),
            P.Any("asset"),
            P.Any("scope"),
            P.Flag("set_token_expires_in_60_days"),
            P.Flag("fetch_only")
        ) with
        {
            Scope = Scopes.Business,
        },
    ];

    private static Answer Create(Business business, Call call)
    {
        var token = call.Input.Flag("fetch_only") == true ? Fetch(business, call) : Make(business, call);
        var answer = new JsonObject { ["access_token"] = token.Id };
        if (token.ExpiresAt > 0)
            answer["expires_in"] = token.ExpiresAt - call.NowSeconds;
        return Answer.Ok(answer);
    }

    /// <summary>Returns the token of a customer's hosted sign-up, whose code stays with Meta.</summary>
    private static Token Fetch(Business business, Call call)
    {
        var app = call.Caller.AppId;
        return call.World.All<Token>()
                .LastOrDefault(t =>
                    t.Kind == TokenKind.SystemUser
                    && t.AppId == app
                    && t.BusinessId == business.Id
                    && TokenRules.Problem(t, call.NowSeconds) is null
                )
            ?? (
                call.World.All<OAuthCode>().LastOrDefault(c => c.AppId == app && c.Grant.BusinessId == business.Id)
                    is { } code
                    ? call.World.Add(code.Grant)
                    : throw Refusals.NoAccess()
            );
    }

    private static Token Make(Business business, Call call)
    {
        var user = FindUser(business, call);
        var scopes = AskedScopes(call);
        var assets = Texts(call, "asset");
        if (assets.Exists(id => !Reaches(call, id)))
            throw Refusals.NoAccess();
        var token = new Token
        {
            Id = OAuthOperations.NewToken(call.World),
            Kind = TokenKind.SystemUser,
            AppId = call.Caller.AppId,
            UserId = user.Id,
            BusinessId = business.Id,
            Scopes = scopes,
            IssuedAt = call.NowSeconds,
            ExpiresAt = ExpiryOf(call),
        };
        if (assets.Count > 0)
            foreach (var scope in scopes.Where(Scopes.Whatsapp.Contains))
                token.Targets[scope] = [.. assets];
        return call.World.Add(token);
    }

    private static User FindUser(Business business, Call call) =>
        call.World.Find<User>(call.Input.Text("system_user_id") ?? call.Caller.UserId) is { IsSystem: true } user
        && user.Businesses.Contains(business.Id)
            ? user
            : throw Refusals.Invalid("Param system_user_id must be a system user of this business.");

    private static List<string> AskedScopes(Call call)
    {
        var scopes = Texts(call, "scope");
        if (scopes.Count == 0)
            throw Refusals.Missing("scope");
        return scopes.Find(s => !Scopes.All.Contains(s)) is { } unknown
            ? throw new GraphRefusal(
                3962,
                $"(#3962) Invalid permission: {(unknown.Length > 60 ? unknown[..60] : unknown)}"
            )
            : scopes;
    }

    private static long ExpiryOf(Call call) =>
        call.Input.Flag("set_token_expires_in_60_days") == true ? call.NowSeconds + OAuthOperations.SixtyDays : 0;

    private static bool Reaches(Call call, string asset) =>
        call.World.Find<Waba>(asset) is { } waba
        && AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, waba.Id);

    private static List<string> Texts(Call call, string name) =>
        call.Input.Element(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(v => v.AsText())],
            { } text =>
            [
                .. text.AsText()
                    .Trim('[', ']')
                    .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
                    .Select(t => t.Trim('"')),
            ],
        };
}
