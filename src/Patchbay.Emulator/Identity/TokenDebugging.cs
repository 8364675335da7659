using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Identity;

/// <summary>Describes a token: <c>debug_token</c>.</summary>
internal static class TokenDebugging
{
    private const long DataAccess = 90L * 24 * 3600;

    public static readonly Operation[] Table =
    [
        Operation.Root("debugToken", "GET", "debug_token", Debug, P.Text("input_token")),
    ];

    private static Answer Debug(Call call)
    {
        var asking = call.Token ?? throw Refusals.NoToken();
        var text = call.Input.Required("input_token");
        var app = call.World.Get<App>(asking.AppId);
        return Answer.Ok(
            new JsonObject
            {
                ["data"] =
                    text == $"{app.Id}|{app.Secret}"
                        ? new JsonObject
                        {
                            ["app_id"] = app.Id,
                            ["type"] = "APP",
                            ["application"] = app.Name,
                            ["is_valid"] = true,
                            ["scopes"] = new JsonArray(),
                        }
                    : call.World.Find<Token>(text) is { } token ? Describe(token, call)
                    : Unknown(),
            }
        );
    }

    private static JsonObject Describe(Token token, Call call)
    {
        var data = new JsonObject
        {
            ["app_id"] = token.AppId,
            ["type"] = NameOf(token.Kind),
            ["application"] = call.World.Find<App>(token.AppId)?.Name,
            ["data_access_expires_at"] = token.Kind == TokenKind.SystemUser ? 0 : token.IssuedAt + DataAccess,
            ["expires_at"] = token.ExpiresAt,
            ["is_valid"] = true,
            ["issued_at"] = token.IssuedAt,
        };
        AddProblem(data, token, call.NowSeconds);
        if (token.ProfileId is not null)
            data["profile_id"] = token.ProfileId;
        AddScopes(data, token);
        if (token.UserId is not null)
            data["user_id"] = token.UserId;
        return data;
    }

    private static void AddProblem(JsonObject data, Token token, long now)
    {
        if (TokenRules.Problem(token, now) is not { } problem)
            return;
        data["is_valid"] = false;
        data["error"] = Error(problem.Message, problem.Subcode);
    }

    private static void AddScopes(JsonObject data, Token token)
    {
        data["scopes"] = new JsonArray([.. token.Scopes.Select(s => (JsonNode)s)]);
        data["granular_scopes"] = new JsonArray([.. token.Scopes.Select(s => Granular(token, s))]);
    }

    private static string NameOf(TokenKind kind) =>
        kind switch
        {
            TokenKind.SystemUser => "SYSTEM_USER",
            TokenKind.Page => "PAGE",
            _ => "USER",
        };

    private static JsonObject Error(string message, int subcode) =>
        new()
        {
            ["code"] = 190,
            ["subcode"] = subcode,
            ["message"] = message,
        };

    private static JsonNode Granular(Token token, string scope)
    {
        var entry = new JsonObject { ["scope"] = scope };
        if (token.Targets.TryGetValue(scope, out var targets))
            entry["target_ids"] = new JsonArray([.. targets.Select(t => (JsonNode)t)]);
        return entry;
    }

    private static JsonObject Unknown() =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["code"] = 190,
                ["message"] = "Invalid OAuth access token - Cannot parse access token",
            },
            ["is_valid"] = false,
            ["scopes"] = new JsonArray(),
        };
}
