using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Email;

/// <summary>Where whoever receives an account's mails posts them. From the signature on they go the way of Meta's webhooks.</summary>
internal sealed class MailReceiver(
    AccountStore accounts,
    MailAccounts mails,
    Receiver receiver,
    ReceiverEdge edge,
    BodyBudget budget,
    Ids ids
)
{
    public const string SignatureHeader = "X-Email-Webhook-Signature";

    /// <summary>Attachments included, as base64.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    private static readonly byte[] Taken = "{}"u8.ToArray();

    private static readonly Problem NotStored = ReceiverEdge.NotStored with
    {
        Message = "The mail could not be stored; send it again.",
    };

    // Whoever names no account waits as long as whoever signs wrongly.
    private readonly Secret _nobodys = new(ids.Token(32));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var mail = routes.ServiceProvider.GetRequiredService<MailReceiver>();
        var edge = routes.ServiceProvider.GetRequiredService<ReceiverEdge>();
        routes.MapPost("/webhook/email/{id}", edge.Guard(mail.ReceiveAsync)).ShortCircuit().ExcludeFromDescription();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
            await edge.RefuseAsync(http, fault, NotStored);
        // An unknown address is answered like a wrong signature: it must not tell which accounts exist.
        else if (await SignedForAsync(http, body.Bytes) is not { } account)
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
        else if (InboundMailRules.Read(body.Bytes) is var (mail, problem) && problem is not null)
            await edge.RefuseAsync(http, problem);
        else if (
            !await receiver.StoreAsync(
                account.Environment,
                [MailEvents.Incoming(account, mail!, body.Bytes)],
                body.Bytes
            )
        )
            await edge.RefuseAsync(http, NotStored);
        else
            await JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, Taken);
    }

    private async Task<AccountRow?> SignedForAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var account = http.Request.RouteValues["id"] is string { Length: <= 64 } id
            ? await accounts.FindByHookAsync(EmailKind.Settings.Name, id, http.RequestAborted)
            : null;
        var secret = account is { IsActive: true }
            ? await mails.InboundSecretAsync(account, http.RequestAborted)
            : null;
        return IsSigned(body.Span, http.Request.Headers[SignatureHeader], secret ?? _nobodys) && secret is not null
            ? account
            : null;
    }

    /// <summary>In constant time, over the raw bytes; false for a header that is missing, malformed or there twice.</summary>
    internal static bool IsSigned(ReadOnlySpan<byte> body, StringValues header, Secret secret)
    {
        Span<byte> wanted = stackalloc byte[HMACSHA256.HashSizeInBytes],
            given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body, wanted);
        return header is [{ Length: 2 * HMACSHA256.HashSizeInBytes } text]
            && Convert.FromHexString(text, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, wanted);
    }
}
