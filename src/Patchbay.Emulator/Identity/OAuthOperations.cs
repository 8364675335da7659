using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>The token endpoints: what a server calls with its app's secret.</summary>
internal static class OAuthOperations
{
    private static readonly Param[] ExchangeParams =
    [
        P.Text("client_id"), P.Text("client_secret"), P.Text("code"), P.Text("redirect_uri"), P.Text("grant_type"),
        P.Text("fb_exchange_token"), P.Flag("set_token_expires_in_60_days"), P.Text("access_token"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Root("getAccessToken", "GET", "oauth/access_token", Exchange, ExchangeParams),
        Operation.Root("exchangeCode", "POST", "oauth/access_token", Exchange, ExchangeParams),
        Operation.Root("revokeToken", "GET", "oauth/revoke", Revoke, P.Text("client_id"), P.Text("client_secret"), P.Text("revoke_token")),
        Operation.Root("debugToken", "GET", "debug_token", Debug, P.Text("input_token")),
        Operation.Root("getMyPermissions", "GET", "me/permissions", Permissions),
        Operation.Root("revokeMyPermissions", "DELETE", "me/permissions", RevokePermissions),
    ];

    private static Answer Exchange(Call call)
    {
        var input = call.Input;
        if (input.Text("client_id") is { } id && InstagramLogin.IsInstagramApp(call.World, id)) return InstagramLogin.ExchangeCode(call);
        var app = Authenticate(call);
        return input.Text("grant_type") switch
        {
            "client_credentials" => Answer.Ok(new JsonObject { ["access_token"] = $"{app.Id}|{app.Secret}", ["token_type"] = "bearer" }),
            "fb_exchange_token" => Lengthen(call, app),
            null or "" or "authorization_code" => Redeem(call, app),
            var other => throw Refusals.Invalid($"Unsupported grant_type: {other}"),
        };
    }

    private static App Authenticate(Call call)
    {
        var id = call.Input.Text("client_id") is { Length: > 0 } given ? given
            : throw new GraphRefusal(101, "Missing client_id parameter.");
        var app = call.World.Find<App>(id) ?? throw new GraphRefusal(101, "Error validating application. Invalid application ID.");
        var secret = call.Input.Text("client_secret") is { Length: > 0 } s ? s : throw new GraphRefusal(1, "Missing client_secret parameter.");
        return app.Secret == secret ? app : throw new GraphRefusal(1, "Error validating client secret.");
    }

    private static Answer Redeem(Call call, App app)
    {
        var text = call.Input.Text("code") is { Length: > 0 } given ? given : throw InvalidCode("Missing authorization code");
        var code = call.World.Find<OAuthCode>(text) ?? throw InvalidCode("Invalid verification code format.");
        if (code.AppId != app.Id) throw InvalidCode("Error validating verification code. The code was issued to another application.");
        if (code.Used) throw InvalidCode("This authorization code has been used.", 36009);
        if (code.ExpiresAt <= call.Now) throw InvalidCode("This authorization code has expired.", 36007);
        var redirect = call.Input.Text("redirect_uri") ?? "";
        if (redirect != (code.RedirectUri ?? ""))
            throw InvalidCode("Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request", 36008);
        code.Used = true;
        call.World.Save(code);
        return TokenAnswer(call.World.Add(code.Grant), call.NowSeconds);
    }

    private static Answer Lengthen(Call call, App app)
    {
        var old = call.World.Find<Token>(call.Input.Text("fb_exchange_token")) ?? throw Refusals.BadToken("Invalid OAuth access token.");
        if (old.AppId != app.Id) throw Refusals.Invalid("The access token does not belong to application " + app.Id);
        if (TokenRules.Problem(old, call.NowSeconds) is { } problem) throw Refusals.BadToken(problem.Message, problem.Subcode);
        var token = new Token
        {
            Id = NewToken(call.World), Kind = old.Kind, AppId = old.AppId, UserId = old.UserId, ProfileId = old.ProfileId, BusinessId = old.BusinessId,
            Scopes = [.. old.Scopes], Targets = new(old.Targets), IssuedAt = call.NowSeconds, ExpiresAt = call.NowSeconds + SixtyDays,
        };
        return TokenAnswer(call.World.Add(token), call.NowSeconds);
    }

    public const long SixtyDays = 60 * 24 * 3600;

    public static string NewToken(World world) => "EAA" + world.Ids.Text(180);

    public static Answer TokenAnswer(Token token, long now)
    {
        var answer = new JsonObject { ["access_token"] = token.Id, ["token_type"] = "bearer" };
        if (token.ExpiresAt > 0) answer["expires_in"] = token.ExpiresAt - now;
        return Answer.Ok(answer);
    }

    private static Answer Revoke(Call call)
    {
        var app = Authenticate(call);
        var token = call.World.Find<Token>(call.Input.Text("revoke_token")) ?? throw Refusals.BadToken("Invalid OAuth access token.");
        if (token.AppId != app.Id) throw Refusals.NoAccess();
        token.RevokedAs = 466;
        call.World.Save(token);
        return Answer.Success();
    }

    private static Answer Debug(Call call)
    {
        var asking = call.Token ?? throw Refusals.NoToken();
        var text = call.Input.Required("input_token");
        var app = call.World.Find<App>(asking.AppId)!;
        if (text == $"{app.Id}|{app.Secret}")
            return Answer.Ok(new JsonObject { ["data"] = new JsonObject { ["app_id"] = app.Id, ["type"] = "APP", ["application"] = app.Name, ["is_valid"] = true, ["scopes"] = new JsonArray() } });
        if (call.World.Find<Token>(text) is not { } token) return Answer.Ok(new JsonObject { ["data"] = Invalid("Invalid OAuth access token - Cannot parse access token", null) });
        return Answer.Ok(new JsonObject { ["data"] = Describe(token, call) });
    }

    private static JsonObject Describe(Token token, Call call)
    {
        var data = new JsonObject
        {
            ["app_id"] = token.AppId,
            ["type"] = token.Kind switch { TokenKind.SystemUser => "SYSTEM_USER", TokenKind.Page => "PAGE", _ => "USER" },
            ["application"] = call.World.Find<App>(token.AppId)?.Name,
            ["data_access_expires_at"] = token.Kind == TokenKind.SystemUser ? 0 : token.IssuedAt + 90L * 24 * 3600,
            ["expires_at"] = token.ExpiresAt,
            ["is_valid"] = true,
            ["issued_at"] = token.IssuedAt,
        };
        if (TokenRules.Problem(token, call.NowSeconds) is { } problem)
        {
            data["is_valid"] = false;
            data["error"] = new JsonObject { ["code"] = 190, ["subcode"] = problem.Subcode, ["message"] = problem.Message };
        }
        if (token.ProfileId is not null) data["profile_id"] = token.ProfileId;
        data["scopes"] = new JsonArray([.. token.Scopes.Select(s => (JsonNode)s)]);
        data["granular_scopes"] = new JsonArray([.. token.Scopes.Select(s => Granular(token, s))]);
        if (token.UserId is not null) data["user_id"] = token.UserId;
        return data;
    }

    private static JsonNode Granular(Token token, string scope)
    {
        var entry = new JsonObject { ["scope"] = scope };
        if (token.Targets.TryGetValue(scope, out var targets)) entry["target_ids"] = new JsonArray([.. targets.Select(t => (JsonNode)t)]);
        return entry;
    }

    private static JsonObject Invalid(string message, int? subcode)
    {
        var error = new JsonObject { ["code"] = 190, ["message"] = message };
        if (subcode is not null) error["subcode"] = subcode;
        return new JsonObject { ["error"] = error, ["is_valid"] = false, ["scopes"] = new JsonArray() };
    }

    private static Answer Permissions(Call call)
    {
        var token = SpeakingUser(call);
        return Answer.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. token.Scopes.Select(s => (JsonNode)new JsonObject { ["permission"] = s, ["status"] = "granted" })]),
        });
    }

    private static Answer RevokePermissions(Call call)
    {
        var token = SpeakingUser(call);
        if (token.Kind != TokenKind.User) throw Refusals.Invalid("This method is only available for user access tokens");
        foreach (var other in call.World.All<Token>().Where(t => t.UserId == token.UserId && t.AppId == token.AppId))
        {
            other.RevokedAs = 458;
            call.World.Save(other);
        }
        return Answer.Success();
    }

    private static Token SpeakingUser(Call call)
    {
        var token = call.Token ?? throw Refusals.NoToken();
        return token.IsApp() ? throw new GraphRefusal(2500, "An active access token must be used to query information about the current user.") : token;
    }

    private static GraphRefusal InvalidCode(string message, int? subcode = null) =>
        new(100, message) { Subcode = subcode, Challenge = $"OAuth \"Facebook Platform\" \"invalid_code\" \"{message}\"" };
}
