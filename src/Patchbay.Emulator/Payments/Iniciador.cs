using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

/// <summary>The part of Iniciador that connects a merchant and initiates a payment.</summary>
internal static class Iniciador
{
    private static readonly (string Id, string Slug, string Name)[] Banks =
    [
        ("bank-1", "banco-um", "Banco Um"),
        ("bank-2", "banco-dois", "Banco Dois"),
    ];

    private const string AgentPrefix = "agent-";

    private static readonly string[] AgentCapabilities =
    [
        "mcp_tools",
        "reusable_authorizations",
        "hosted_authorization",
        "hosted_payment_confirmation",
        "polling",
    ];

    private static readonly string[] LimitedAgent = ["mcp_tools", "polling"];

    private static readonly string[] Final =
    [
        "PAYMENT_COMPLETED",
        "PAYMENT_REJECTED",
        "CONSENT_REJECTED",
        "CANCELED",
        "ERROR",
    ];

    private static readonly string[] Statuses =
    [
        "STARTED",
        "ENQUEUED",
        "CONSENT_AWAITING_AUTHORIZATION",
        "CONSENT_AUTHORIZED",
        "PAYMENT_PENDING",
        "PAYMENT_PARTIALLY_ACCEPTED",
        "PAYMENT_SETTLEMENT_PROCESSING",
        "PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT",
        "PAYMENT_SCHEDULED",
        .. Final,
    ];

    public static Answer Run(ProviderCall call)
    {
        if (call.Method == "POST" && call.Path is "auth" or "auth/interface")
            return Authenticate(call);
        if (IniciadorTokens.Find(call) is not { } token)
            return Refuse(call, 401, "Unauthorized");
        if (Broken(call, token.ClientId) is { } broken)
            return broken;
        return Route(call, token);
    }

    private static Answer Route(ProviderCall call, ProviderToken token) =>
        (call.Method, call.Path.Split('/')) switch
        {
            ("GET", ["participants"]) when token.PaymentId is null => Participants(call, token.ClientId),
            ("GET", ["agents", var id]) when token.PaymentId is null => Agent(call, id),
            ("POST", ["payments"]) when token.PaymentId is null => Create(call, token.ClientId),
            ("GET", ["payments", var id]) => With(call, token, id, Write),
            ("GET", ["payments", var id, "status"]) => With(
                call,
                token,
                id,
                p => new JsonObject { ["id"] = p.Id, ["status"] = p.Status }
            ),
            _ => Refuse(call, 404, "Not Found"),
        };

    public static Answer Refuse(World world, int status, string why, string method, string path) =>
        new(
            status,
            new JsonObject
            {
                ["statusCode"] = status,
                ["errorCode"] = status switch
                {
                    401 => "UNAUTHORIZED",
                    404 => "NOT_FOUND",
                    429 => "TOO_MANY_REQUESTS",
                    >= 500 => "UNAVAILABLE",
                    _ => "BAD_REQUEST",
                },
                ["message"] = new JsonArray(why),
                ["method"] = method,
                ["path"] = path,
                ["timestamp"] = Iso(world.Clock.Milliseconds),
            }
        );

    /// <summary>Moves a payment to a status, and sends an unsigned webhook when the merchant has an address.</summary>
    public static JsonNode Move(World world, InitiatedPayment payment, string status)
    {
        if (!Statuses.Contains(status))
            throw Refusals.Invalid($"Param status must be one of {{{string.Join(", ", Statuses)}}}.");
        if (Final.Contains(payment.Status))
            throw Refusals.Invalid("The payment is final.");
        payment.Status = status;
        payment.UpdatedAt = world.Clock.Milliseconds;
        world.Save(payment);
        if (IniciadorTokens.MerchantOf(world, payment.ClientId)?.WebhookUrl is { } url)
            ProviderDeliveries.Queue(world, url, payment.Id, status, News(payment));
        return Write(payment);
    }

    private static Answer Refuse(ProviderCall call, int status, string why) =>
        Refuse(call.World, status, why, call.Method, "/v1/" + call.Path);

    private static Answer? Broken(ProviderCall call, string client) =>
        IniciadorTokens.MerchantOf(call.World, client)?.AnswersWith is { } status
            ? Refuse(call, status, "Unavailable")
            : null;

    private static Answer Authenticate(ProviderCall call)
    {
        if (IniciadorTokens.Authenticate(call) is not { } client)
            return Refuse(call, 401, "Invalid credentials");
        if (Broken(call, client) is { } broken)
            return broken;
        if (call.Path == "auth" || call.Body.Member("payment") is not { } payment)
            return Answer.Ok(new JsonObject { ["accessToken"] = IniciadorTokens.Issue(call.World, client, null) });
        var made = Add(
            call,
            client,
            payment.WholeOf("amount") ?? throw Refusals.Missing("amount"),
            payment.TextOf("externalId"),
            null
        );
        return Answer.Ok(
            new JsonObject
            {
                ["accessToken"] = IniciadorTokens.Issue(call.World, client, made.Id),
                ["interfaceURL"] = $"{call.BaseUrl}/consumer.dev.inic.dev/interface/{made.Id}",
                ["paymentId"] = made.Id,
            }
        );
    }

    private static Answer Participants(ProviderCall call, string client)
    {
        bool Holds(string parameter, string value) =>
            call.Query[parameter].ToString() is not { Length: > 0 } wanted
            || value.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        var banks = IniciadorTokens.MerchantOf(call.World, client) is { HasParticipants: false }
            ? []
            : Banks.Where(b =>
                Holds("id", b.Id) && Holds("slug", b.Slug) && Holds("name", b.Name) && Holds("status", "ACTIVE")
            );
        return Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([.. banks.Select(b => (JsonNode)Bank(b.Id, b.Slug, b.Name))]),
                ["cursor"] = new JsonObject { ["afterCursor"] = null, ["beforeCursor"] = null },
            }
        );
    }

    /// <summary>Agents need not be made: the id says what an agent can do.</summary>
    private static Answer Agent(ProviderCall call, string id)
    {
        if (!id.StartsWith(AgentPrefix, StringComparison.Ordinal))
            return Refuse(call, 404, "Agent not found");
        string[] granted = id.Contains("limited", StringComparison.Ordinal) ? LimitedAgent : AgentCapabilities;
        return Answer.Ok(
            new JsonObject
            {
                ["id"] = id,
                ["name"] = "Agent " + id[AgentPrefix.Length..],
                ["status"] = "ACTIVE",
                ["capabilities"] = new JsonArray([.. granted.Select(name => (JsonNode)name)]),
            }
        );
    }

    private static JsonObject Bank(string id, string slug, string name) =>
        new()
        {
            ["id"] = id,
            ["slug"] = slug,
            ["name"] = name,
            ["avatar"] = null,
        };

    private static Answer Create(ProviderCall call, string client)
    {
        var amount = call.Body.WholeOf("amount") ?? throw Refusals.Missing("amount");
        if (amount < 1)
            return Refuse(call, 400, "amount must be positive");
        var participant = call.Body.Need("participantId");
        if (!Banks.Any(b => b.Id == participant))
            return Refuse(call, 400, "participantId is unknown");
        call.Body.Need("redirectURL");
        return new Answer(201, Write(Add(call, client, amount, call.Body.TextOf("externalId"), participant)));
    }

    private static InitiatedPayment Add(
        ProviderCall call,
        string client,
        long amount,
        string? external,
        string? participant
    ) =>
        call.World.Add(
            new InitiatedPayment
            {
                Id = Uuid(call.World),
                ClientId = client,
                Amount = amount,
                ExternalId = external,
                ParticipantId = participant,
                EndToEndId = "E" + call.World.Ids.Text(31),
                UpdatedAt = call.World.Clock.Milliseconds,
            }
        );

    private static Answer With(
        ProviderCall call,
        ProviderToken token,
        string id,
        Func<InitiatedPayment, JsonNode> write
    ) =>
        call.World.Find<InitiatedPayment>(id) is { } payment
        && payment.ClientId == token.ClientId
        && (token.PaymentId is null || token.PaymentId == id)
            ? Answer.Ok(write(payment))
            : Refuse(call, 404, "Payment not found");

    private static JsonObject Write(InitiatedPayment p) =>
        new()
        {
            ["id"] = p.Id,
            ["date"] = Iso(p.CreatedAt)[..10],
            ["consentId"] = "urn:emulator:" + p.Id,
            ["transactionIdentification"] = p.EndToEndId[..25],
            ["endToEndId"] = p.EndToEndId,
            ["amount"] = p.Amount,
            ["status"] = p.Status,
            ["error"] = null,
            ["redirectConsentURL"] = "https://bank.example.com/consent/" + p.Id,
            ["externalId"] = p.ExternalId,
        };

    private static JsonObject News(InitiatedPayment p) =>
        new()
        {
            ["id"] = p.Id,
            ["date"] = Iso(p.CreatedAt)[..10],
            ["createdAt"] = Iso(p.CreatedAt),
            ["updatedAt"] = Iso(p.UpdatedAt),
            ["consentId"] = "urn:emulator:" + p.Id,
            ["status"] = p.Status,
            ["amount"] = p.Amount,
            ["externalId"] = p.ExternalId,
        };

    private static string Uuid(World world)
    {
        var hex = world.Ids.Hex(32).ToLowerInvariant();
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }

    private static string Iso(long milliseconds) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
