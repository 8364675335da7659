using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>The token endpoints that a server calls with its app's secret.</summary>
internal static class OAuthOperations
{
    private static readonly Param[] ExchangeParams =
    [
        P.Text("client_id"),
        P.Text("client_secret"),
        P.Text("code"),
        P.Text("redirect_uri"),
        P.Text("grant_type"),
        P.Text("fb_exchange_token"),
        P.Flag("set_token_expires_in_60_days"),
        P.Text("access_token"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Root("getAccessToken", "GET", "oauth/access_token", Exchange, ExchangeParams),
        Operation.Root("exchangeCode", "POST", "oauth/access_token", Exchange, ExchangeParams),
        Operation.Root(
            "revokeToken",
            "GET",
            "oauth/revoke",
            Revoke,
            P.Text("client_id"),
            P.Text("client_secret"),
            P.Text("revoke_token")
        ),
    ];

    private static Answer Exchange(Call call)
    {
        var input = call.Input;
        if (input.Text("client_id") is { } id && InstagramLogin.IsInstagramApp(call.World, id))
            return InstagramLogin.ExchangeCode(call);
        var app = Authenticate(call);
        return input.Text("grant_type") switch
        {
            "client_credentials" => Answer.Ok(
                new JsonObject { ["access_token"] = $"{app.Id}|{app.Secret}", ["token_type"] = "bearer" }
            ),
            "fb_exchange_token" => Lengthen(call, app),
            null or "" or "authorization_code" => Redeem(call, app),
            var other => throw Refusals.Invalid($"Unsupported grant_type: {other}"),
        };
    }

    private static App Authenticate(Call call)
    {
        var id = call.Input.Text("client_id") is { Length: > 0 } given
            ? given
            : throw new GraphRefusal(101, "Missing client_id parameter.");
        var app =
            call.World.Find<App>(id)
            ?? throw new GraphRefusal(101, "Error validating application. Invalid application ID.");
        var secret = call.Input.Text("client_secret") is { Length: > 0 } s
            ? s
            : throw new GraphRefusal(1, "Missing client_secret parameter.");
        return app.Secret == secret ? app : throw new GraphRefusal(1, "Error validating client secret.");
    }

    private static Answer Redeem(Call call, App app)
    {
        var text = call.Input.Text("code") is { Length: > 0 } given
            ? given
            : throw InvalidCode("Missing authorization code");
        var code = call.World.Find<OAuthCode>(text) ?? throw InvalidCode("Invalid verification code format.");
        if (code.AppId != app.Id)
            throw InvalidCode("Error validating verification code. The code was issued to another application.");
        if (code.Used)
            throw InvalidCode("This authorization code has been used.", 36009);
        if (code.ExpiresAt <= call.Now)
            throw InvalidCode("This authorization code has expired.", 36007);
        var redirect = call.Input.Text("redirect_uri") ?? "";
        if (redirect != (code.RedirectUri ?? ""))
            throw InvalidCode(
                "Error validating verification code. Please make sure your redirect_uri is identical to the "
                    + "one you used in the OAuth dialog request",
                36008
            );
        code.Used = true;
        call.World.Save(code);
        return TokenAnswer(call.World.Add(code.Grant), call.NowSeconds);
    }

    private static Answer Lengthen(Call call, App app)
    {
        var old =
            call.World.Find<Token>(call.Input.Text("fb_exchange_token"))
            ?? throw Refusals.BadToken("Invalid OAuth access token.");
        if (old.AppId != app.Id)
            throw Refusals.Invalid("The access token does not belong to application " + app.Id);
        if (TokenRules.Problem(old, call.NowSeconds) is { } problem)
            throw Refusals.BadToken(problem.Message, problem.Subcode);
        var token = new Token
        {
            Id = NewToken(call.World),
            Kind = old.Kind,
            AppId = old.AppId,
            UserId = old.UserId,
            ProfileId = old.ProfileId,
            BusinessId = old.BusinessId,
            Scopes = [.. old.Scopes],
            Targets = new(old.Targets),
            IssuedAt = call.NowSeconds,
            ExpiresAt = call.NowSeconds + SixtyDays,
        };
        return TokenAnswer(call.World.Add(token), call.NowSeconds);
    }

    public const long SixtyDays = 60 * 24 * 3600;

    public static string NewToken(World world) => "EAA" + world.Ids.Text(180);

    public static Answer TokenAnswer(Token token, long now)
    {
        var answer = new JsonObject { ["access_token"] = token.Id, ["token_type"] = "bearer" };
        if (token.ExpiresAt > 0)
            answer["expires_in"] = token.ExpiresAt - now;
        return Answer.Ok(answer);
    }

    private static Answer Revoke(Call call)
    {
        var app = Authenticate(call);
        var token =
            call.World.Find<Token>(call.Input.Text("revoke_token"))
            ?? throw Refusals.BadToken("Invalid OAuth access token.");
        if (token.AppId != app.Id)
            throw Refusals.NoAccess();
        token.RevokedAs = 466;
        call.World.Save(token);
        return Answer.Success();
    }

    private static GraphRefusal InvalidCode(string message, int? subcode = null) =>
        new(100, message)
        {
            Subcode = subcode,
            Challenge = $"OAuth \"Facebook Platform\" \"invalid_code\" \"{message}\"",
        };
}
