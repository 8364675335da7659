using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>The code exchange of Instagram Login, whose refusals have a shape of their own.</summary>
internal static class InstagramLogin
{
    public const long OneHour = 3600;

    public static bool IsInstagramApp(World world, string id) => world.All<App>().Any(app => app.InstagramAppId == id);

    public static Answer ExchangeCode(Call call)
    {
        var input = call.Input;
        if (call.Method != "POST")
            return Refuse("Unsupported request method: use POST");
        var app = call.World.All<App>().First(a => a.InstagramAppId == input.Text("client_id"));
        if (input.Text("client_secret") != app.InstagramSecret)
            return Refuse("Error validating client secret.");
        if (input.Text("grant_type") != "authorization_code")
            return Refuse("Invalid grant_type: " + input.Text("grant_type"));
        var code = call.World.Find<OAuthCode>(input.Text("code")?.Replace("#_", "", StringComparison.Ordinal));
        if (code is null || !IsGood(code, app, call.Now))
            return Refuse("Matching code was not found or was already used");
        if (input.Text("redirect_uri") != code.RedirectUri)
            return Refuse(
                "Error validating verification code. Please make sure your redirect_uri is identical to the "
                    + "one you used in the OAuth dialog request"
            );
        return Answer.Ok(Write(Redeem(call.World, code)));
    }

    private static Token Redeem(World world, OAuthCode code)
    {
        code.Used = true;
        world.Save(code);
        return world.Add(code.Grant);
    }

    private static JsonObject Write(Token token) =>
        new()
        {
            ["access_token"] = token.Id,
            ["user_id"] = long.Parse(token.ProfileId ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            ["permissions"] = new JsonArray([.. token.Scopes.Select(s => (JsonNode)s)]),
        };

    private static bool IsGood(OAuthCode code, App app, long now) =>
        !code.Used && code.AppId == app.Id && code.Grant.Kind == TokenKind.Instagram && code.ExpiresAt > now;

    private static Answer Refuse(string message) =>
        new(
            400,
            new JsonObject
            {
                ["error_type"] = "OAuthException",
                ["code"] = 400,
                ["error_message"] = message,
            }
        );
}
