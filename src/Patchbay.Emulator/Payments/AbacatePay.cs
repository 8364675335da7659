using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>The part of AbacatePay that connects a merchant and charges by Pix: keys, permissions and routes.</summary>
internal static class AbacatePay
{
    private const string DevPrefix = "abc_dev_";
    private static readonly string[] KeyPrefixes = [DevPrefix, "abc_prod_"];

    public static readonly string[] Permissions =
    [
        "STORE:READ",
        "CHECKOUT:CREATE",
        "CHECKOUT:READ",
        "WEBHOOK:CREATE",
        "WEBHOOK:READ",
        "WEBHOOK:DELETE",
    ];

    private static readonly Dictionary<
        (string Method, string Path),
        (string Needs, Func<ProviderCall, string, Answer> Act)
    > Routes = new()
    {
        [("GET", "store/get")] = ("STORE:READ", (call, key) => Ok(Store(call.World, key))),
        [("POST", "transparents/create")] = ("CHECKOUT:CREATE", AbacatePayCharges.Create),
        [("GET", "transparents/check")] = ("CHECKOUT:READ", AbacatePayCharges.Check),
        [("GET", "transparents/list")] = ("CHECKOUT:READ", AbacatePayCharges.List),
        [("POST", "transparents/simulate-payment")] = ("CHECKOUT:CREATE", AbacatePayCharges.Simulate),
        [("POST", "transparents/refund")] = ("CHECKOUT:CREATE", AbacatePayCharges.Refund),
        [("POST", "webhooks/create")] = ("WEBHOOK:CREATE", AbacatePayWebhooks.Create),
        [("GET", "webhooks/list")] = ("WEBHOOK:READ", AbacatePayWebhooks.List),
        [("GET", "webhooks/get")] = ("WEBHOOK:READ", AbacatePayWebhooks.Get),
        [("POST", "webhooks/delete")] = ("WEBHOOK:DELETE", AbacatePayWebhooks.Delete),
    };

    public static Answer Run(ProviderCall call, string version)
    {
        if (version is not ("v1" or "v2"))
            return Refuse(404, "Not found");
        if (call.Credential is not { } key || Rights(call.World, key) is not { } rights)
            return Refuse(401, "Token de autenticação inválido ou ausente.");
        if (Find(call.World, key)?.AnswersWith is { } status)
            return Refuse(status, status == 401 ? "Token de autenticação inválido ou ausente." : "Try again later");
        // Version 1 has Pix charges only, under another name.
        var path =
            version == "v1" ? call.Path.Replace("pixQrCode/", "transparents/", StringComparison.Ordinal) : call.Path;
        if (version == "v1" && path == call.Path || !Routes.TryGetValue((call.Method, path), out var route))
            return Refuse(404, "Not found");
        return rights.Contains(route.Needs) ? route.Act(call, key) : Refuse(403, "Missing permission " + route.Needs);
    }

    public static bool IsDev(string key) => key.StartsWith(DevPrefix, StringComparison.Ordinal);

    public static Answer Refuse(int status, string why) =>
        new(
            status,
            new JsonObject
            {
                ["data"] = null,
                ["success"] = false,
                ["error"] = why,
            }
        );

    public static Answer Ok(JsonNode data) =>
        Answer.Ok(
            new JsonObject
            {
                ["data"] = data,
                ["success"] = true,
                ["error"] = null,
            }
        );

    public static string Iso(long milliseconds) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns the rights of a key. The key of a created merchant has the merchant's rights. Any other key of the right
    /// form has all rights, a key with "readonly" lacks STORE:READ, and a key with "revoked" is refused.
    /// </summary>
    private static IReadOnlyCollection<string>? Rights(World world, string key)
    {
        if (Find(world, key) is { } merchant)
            return merchant.Permissions;
        if (
            !KeyPrefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal))
            || key.Contains("revoked", StringComparison.Ordinal)
        )
            return null;
        return key.Contains("readonly", StringComparison.Ordinal) ? [.. Permissions.Skip(1)] : Permissions;
    }

    private static Merchant? Find(World world, string key) =>
        world.All<Merchant>().FirstOrDefault(m => m.Provider == "abacatepay" && m.Credential == key);

    private static JsonObject Store(World world, string key) =>
        new()
        {
            ["id"] = Find(world, key) is { } merchant ? "store_" + merchant.Id : "store_emulator",
            ["name"] = Find(world, key)?.Name ?? "Emulator store",
            ["balance"] = new JsonObject
            {
                ["available"] = world
                    .All<PixCharge>()
                    .Where(c => c.Key == key && c.Status == "PAID")
                    .Sum(c => c.Amount),
                ["pending"] = 0,
                ["blocked"] = 0,
            },
        };
}
