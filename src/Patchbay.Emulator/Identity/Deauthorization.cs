using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>A person or business removes an app: its tokens end, its webhooks stop, and the app is notified.</summary>
internal static class Deauthorization
{
    private const int RemovedByUser = 458;

    /// <summary>Removes the app from a person's settings, on behalf of that person.</summary>
    public static void Remove(World world, App app, User user)
    {
        var ended = End(
            world,
            world.All<Token>().Where(t => t.AppId == app.Id && t.UserId == user.Id && t.Kind != TokenKind.SystemUser)
        );
        Leave(world, app, ended);
        var account = ended
            .Where(t => t.Kind is TokenKind.Instagram or TokenKind.InstagramLong)
            .Select(t => world.Find<InstagramAccount>(t.ProfileId))
            .FirstOrDefault();
        if (account is not null)
            Notify(world, app, account.AppScopedId, app.InstagramSecret ?? app.Secret);
        if (account is null || ended.Exists(t => t.Kind is TokenKind.User or TokenKind.Page))
            Notify(world, app, user.Id, app.Secret);
    }

    /// <summary>
    /// Removes the app from the integrations of a business, which ends the tokens of Embedded Signup.
    /// </summary>
    public static void Remove(World world, App app, string businessId)
    {
        var ended = End(
            world,
            world
                .All<Token>()
                .Where(t => t.AppId == app.Id && t.BusinessId == businessId && businessId != app.BusinessId)
        );
        Leave(world, app, ended);
        foreach (var user in ended.Select(t => t.UserId).OfType<string>().Distinct())
            Notify(world, app, user, app.Secret);
    }

    /// <summary>
    /// Returns the <c>signed_request</c> that Meta posts: the user's id, signed with the app's secret.
    /// </summary>
    public static string SignedRequest(string userId, string secret, long now)
    {
        var payload = Base64(
            Encoding.UTF8.GetBytes(
                new JsonObject
                {
                    ["user_id"] = userId,
                    ["algorithm"] = "HMAC-SHA256",
                    ["issued_at"] = now,
                }.ToJsonString()
            )
        );
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload));
        return $"{Base64(signature)}.{payload}";
    }

    private static List<Token> End(World world, IEnumerable<Token> tokens)
    {
        var ended = tokens.Where(t => t.RevokedAs is null).ToList();
        foreach (var token in ended)
        {
            token.RevokedAs = RemovedByUser;
            world.Save(token);
        }
        return ended;
    }

    private static void Leave(World world, App app, List<Token> ended)
    {
        var accounts = ended
            .SelectMany(t =>
                t.Targets.Where(target => target.Key.StartsWith("whatsapp", StringComparison.Ordinal))
                    .SelectMany(target => target.Value)
            )
            .Distinct();
        foreach (var waba in accounts.Select(world.Find<Waba>).OfType<Waba>())
        {
            waba.Subscriptions.RemoveAll(s => s.AppId == app.Id);
            waba.SharedWith.Remove(app.BusinessId);
            world.Save(waba);
            Outbox.EmitToPartner(
                world,
                app,
                "account_update",
                new JsonObject
                {
                    ["event"] = "PARTNER_APP_UNINSTALLED",
                    ["waba_info"] = new JsonObject
                    {
                        ["waba_id"] = waba.Id,
                        ["owner_business_id"] = waba.OwnerBusinessId,
                        ["partner_app_id"] = app.Id,
                    },
                }
            );
        }
    }

    private static void Notify(World world, App app, string userId, string secret)
    {
        if (string.IsNullOrEmpty(app.DeauthorizeUrl))
            return;
        var form = "signed_request=" + Uri.EscapeDataString(SignedRequest(userId, secret, world.Clock.Seconds));
        world.Add(
            new Delivery
            {
                Id = "delivery_" + world.Ids.Text(20),
                AppId = app.Id,
                Url = app.DeauthorizeUrl,
                Field = "deauthorize",
                Body = Encoding.ASCII.GetBytes(form),
                ContentType = Delivery.Form,
                Order = app.Id,
                DueAt = world.Clock.Milliseconds,
            }
        );
    }

    private static string Base64(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
