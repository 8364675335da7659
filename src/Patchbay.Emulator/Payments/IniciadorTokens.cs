using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>Clients of Iniciador and their tokens.</summary>
internal static class IniciadorTokens
{
    /// <summary>
    /// Client ids with this prefix work without being created. Their secret is the id followed by "-secret".
    /// </summary>
    private const string ClientPrefix = "emulator-";
    private static readonly long Life = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public static Merchant? MerchantOf(World world, string client) =>
        world.All<Merchant>().FirstOrDefault(m => m.Provider == "iniciador" && m.Credential == client);

    /// <returns>The client, or null when the id or the secret is wrong.</returns>
    public static string? Authenticate(ProviderCall call)
    {
        var client = call.Body.TextOf("clientId") ?? "";
        var secret =
            MerchantOf(call.World, client) is { } merchant ? merchant.Secret
            : client.StartsWith(ClientPrefix, StringComparison.Ordinal) ? client + "-secret"
            : null;
        return secret is not null && call.Body.TextOf("clientSecret") == secret ? client : null;
    }

    /// <summary>Returns a token in the provider's form, whose middle part says what the token is for.</summary>
    public static string Issue(World world, string client, string? payment)
    {
        var claims = new JsonObject
        {
            ["sub"] = client,
            ["iat"] = world.Clock.Seconds,
            ["exp"] = world.Clock.Seconds + Life / 1000,
        };
        if (payment is not null)
            claims["payload"] = new JsonObject { ["id"] = payment };
        var text =
            $"{Base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Base64(claims.ToJsonString())}.{world.Ids.Text(43)}";
        return world
            .Add(
                new ProviderToken
                {
                    Id = text,
                    ClientId = client,
                    PaymentId = payment,
                    ExpiresAt = world.Clock.Milliseconds + Life,
                }
            )
            .Id;
    }

    public static ProviderToken? Find(ProviderCall call) =>
        call.World.Find<ProviderToken>(call.Credential) is { } token && token.ExpiresAt > call.World.Clock.Milliseconds
            ? token
            : null;

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
