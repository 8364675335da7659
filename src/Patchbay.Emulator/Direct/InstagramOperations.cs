using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Direct;

/// <summary>Instagram Login after the code: longer tokens, and the account itself.</summary>
internal static class InstagramOperations
{
    private static readonly long LeastAge = (long)TimeSpan.FromHours(24).TotalSeconds;

    public static readonly NodeType<InstagramAccount> Type = new("IGUser")
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

    public static readonly Operation[] Table =
    [
        Operation.Of<InstagramAccount>("getInstagramProfile", "GET", "", Read, P.Text("fields")) with
        {
            Scope = null,
        },
        Operation.Root(
            "extendInstagramToken",
            "GET",
            "access_token",
            Extend,
            P.Text("grant_type").Must(),
            P.Text("client_secret")
        ),
        Operation.Root("refreshInstagramToken", "GET", "refresh_access_token", Refresh, P.Text("grant_type").Must()),
    ];

    private static Answer Read(InstagramAccount account, Call call)
    {
        DirectAccess.Check(call, account, "instagram_basic", "instagram_business_basic");
        return Answer.Read(account, call);
    }

    private static Answer Extend(Call call)
    {
        var token = TokenFor(call, "ig_exchange_token");
        if (call.Input.Text("client_secret") != call.World.Get<App>(token.AppId).InstagramSecret)
            throw Refuse(1, "Error validating client secret.");
        if (token.Kind != TokenKind.Instagram)
            throw Refuse(100, "Invalid parameter: only short-lived tokens can be exchanged");
        return NewLong(call, token);
    }

    /// <summary>A long-lived token can be renewed from its second day until it expires.</summary>
    private static Answer Refresh(Call call)
    {
        var token = TokenFor(call, "ig_refresh_token");
        if (token.Kind != TokenKind.InstagramLong || !token.Has("instagram_business_basic"))
            throw Refuse(100, "Invalid parameter: only long-lived tokens can be refreshed");
        if (call.NowSeconds - token.IssuedAt < LeastAge)
            throw Refuse(100, "The access token must be at least 24 hours old to be refreshed");
        return NewLong(call, token);
    }

    private static Token TokenFor(Call call, string grant)
    {
        if (call.Input.Text("grant_type") != grant)
            throw Refuse(100, $"Invalid parameter: grant_type must be {grant}");
        return call.Token is { Kind: TokenKind.Instagram or TokenKind.InstagramLong } token
            ? token
            : throw new GraphRefusal(190, "Invalid OAuth access token", 400);
    }

    private static Answer NewLong(Call call, Token old) =>
        OAuthOperations.TokenAnswer(
            call.World.Add(
                new Token
                {
                    Id = "IGAA" + call.World.Ids.Text(170),
                    Kind = TokenKind.InstagramLong,
                    AppId = old.AppId,
                    UserId = old.UserId,
                    ProfileId = old.ProfileId,
                    Scopes = [.. old.Scopes],
                    IssuedAt = call.NowSeconds,
                    ExpiresAt = call.NowSeconds + OAuthOperations.SixtyDays,
                }
            ),
            call.NowSeconds
        );

    private static GraphRefusal Refuse(int code, string message) => new(code, message) { Kind = "IGApiException" };
}
