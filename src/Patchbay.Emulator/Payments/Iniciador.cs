using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>Iniciador as far as connecting a merchant and initiating a payment needs it.</summary>
internal static class Iniciador
{
    /// <summary>Client ids that start so are known; the secret is the id with "-secret" behind it.</summary>
    private const string ClientPrefix = "emulator-";
    private static readonly (string Id, string Slug, string Name)[] Banks = [("bank-1", "banco-um", "Banco Um"), ("bank-2", "banco-dois", "Banco Dois")];
    private static readonly string[] Final = ["PAYMENT_COMPLETED", "PAYMENT_REJECTED", "CONSENT_REJECTED", "CANCELED", "ERROR"];

    public static Answer Run(ProviderCall call)
    {
        if (call.Method == "POST" && call.Path is "auth" or "auth/interface") return Authenticate(call);
        if (ClientOf(call.Credential) is not { } client) return Refuse(call.World, 401, "Unauthorized", call.Method, "/v1/" + call.Path);
        var parts = call.Path.Split('/');
        return (call.Method, parts) switch
        {
            ("GET", ["participants"]) => Participants(),
            ("POST", ["payments"]) => Create(call, client),
            ("GET", ["payments", var id]) => With(call, client, id, Write),
            ("GET", ["payments", var id, "status"]) => With(call, client, id, p => new JsonObject { ["id"] = p.Id, ["status"] = p.Status }),
            ("POST", ["payments", var id, "simulate"]) => With(call, client, id, p => Move(call, p)),
            _ => Refuse(call.World, 404, "Not Found", call.Method, "/v1/" + call.Path),
        };
    }

    public static Answer Refuse(World world, int status, string why, string method, string path) => new(status, new JsonObject
    {
        ["statusCode"] = status, ["errorCode"] = status == 401 ? "UNAUTHORIZED" : "BAD_REQUEST", ["message"] = new JsonArray(why), ["method"] = method, ["path"] = path, ["timestamp"] = Iso(world.Clock.Milliseconds),
    });

    private static Answer Authenticate(ProviderCall call)
    {
        var client = call.Body.TextOf("clientId") ?? "";
        if (!client.StartsWith(ClientPrefix, StringComparison.Ordinal) || call.Body.TextOf("clientSecret") != client + "-secret")
            return Refuse(call.World, 401, "Invalid credentials", call.Method, "/v1/" + call.Path);
        if (call.Path == "auth") return Answer.Ok(new JsonObject { ["accessToken"] = Jwt(call.World, client, null) });
        if (call.Body.Member("payment") is not { } payment) return Answer.Ok(new JsonObject { ["accessToken"] = Jwt(call.World, client, null) });
        var made = Add(call, client, payment.WholeOf("amount") ?? throw Refusals.Missing("amount"), payment.TextOf("externalId"), null);
        return Answer.Ok(new JsonObject { ["accessToken"] = Jwt(call.World, client, made.Id), ["interfaceURL"] = $"{call.BaseUrl}/consumer.dev.inic.dev/interface/{made.Id}", ["paymentId"] = made.Id });
    }

    private static Answer Participants() => Answer.Ok(new JsonObject
    {
        ["data"] = new JsonArray([.. Banks.Select(b => (JsonNode)new JsonObject { ["id"] = b.Id, ["slug"] = b.Slug, ["name"] = b.Name, ["avatar"] = null })]),
        ["cursor"] = new JsonObject { ["afterCursor"] = null, ["beforeCursor"] = null },
    });

    private static Answer Create(ProviderCall call, string client)
    {
        var amount = call.Body.WholeOf("amount") ?? throw Refusals.Missing("amount");
        if (amount < 1) return Refuse(call.World, 400, "amount must be positive", call.Method, "/v1/payments");
        var participant = call.Body.Need("participantId");
        if (!Banks.Any(b => b.Id == participant)) return Refuse(call.World, 400, "participantId is unknown", call.Method, "/v1/payments");
        call.Body.Need("redirectURL");
        return new Answer(201, Write(Add(call, client, amount, call.Body.TextOf("externalId"), participant)));
    }

    private static InitiatedPayment Add(ProviderCall call, string client, long amount, string? external, string? participant) => call.World.Add(new InitiatedPayment
    {
        Id = Uuid(call.World), ClientId = client, Amount = amount, ExternalId = external, ParticipantId = participant, EndToEndId = "E" + call.World.Ids.Text(31),
    });

    private static Answer With(ProviderCall call, string client, string id, Func<InitiatedPayment, JsonNode> write) =>
        call.World.Find<InitiatedPayment>(id) is { } payment && payment.ClientId == client ? Answer.Ok(write(payment)) : Refuse(call.World, 404, "Payment not found", call.Method, "/v1/" + call.Path);

    /// <summary>Not the provider's: lets a test say what became of a payment.</summary>
    private static JsonObject Move(ProviderCall call, InitiatedPayment payment)
    {
        if (Final.Contains(payment.Status)) throw Refusals.Invalid("The payment is final.");
        payment.Status = call.Body.Need("status");
        call.World.Save(payment);
        return Write(payment);
    }

    private static JsonObject Write(InitiatedPayment p) => new()
    {
        ["id"] = p.Id, ["date"] = Iso(p.CreatedAt)[..10], ["consentId"] = "urn:emulator:" + p.Id, ["transactionIdentification"] = p.EndToEndId[..25], ["endToEndId"] = p.EndToEndId, ["amount"] = p.Amount,
        ["status"] = p.Status, ["error"] = null, ["redirectConsentURL"] = "https://bank.example.com/consent/" + p.Id, ["externalId"] = p.ExternalId,
    };

    /// <summary>Looks like the provider's token: the client in the middle, nothing secret.</summary>
    private static string Jwt(World world, string client, string? payment)
    {
        var claims = new JsonObject { ["sub"] = client, ["iat"] = world.Clock.Seconds };
        if (payment is not null) claims["id"] = payment;
        return $"{Base64("{\"alg\":\"none\"}")}.{Base64(claims.ToJsonString())}.{world.Ids.Text(22)}";
    }

    private static string? ClientOf(string? credential)
    {
        var parts = credential?.Split('.');
        if (parts is not { Length: 3 }) return null;
        var middle = parts[1].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[middle.Length];
        if (!Convert.TryFromBase64String(middle.PadRight((middle.Length + 3) / 4 * 4, '='), bytes, out var length)) return null;
        try
        {
            return (string?)JsonNode.Parse(bytes.AsSpan(0, length))?["sub"];
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Uuid(World world)
    {
        var hex = world.Ids.Hex(32).ToLowerInvariant();
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }

    private static string Iso(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
