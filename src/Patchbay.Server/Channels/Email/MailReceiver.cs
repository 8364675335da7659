using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// The route to which a relay posts an account's mails. Signed mails are stored like Meta's webhooks.
/// </summary>
internal sealed class MailReceiver(AccountStore accounts, MailAccounts mails, Receiver receiver, Ids ids)
{
    public const string SignatureHeader = "X-Email-Webhook-Signature";

    // Unknown accounts take as long to refuse as wrong signatures, so that the time reveals nothing.
    private readonly Secret _unknownSecret = new(ids.Token(32));

    private WebhookRoute Route =>
        new WebhookRoute<AccountRow>("/webhook/email/{id}")
        {
            NotStored = WebhookRoute.EventsNotStored with { Message = "The mail could not be stored; send it again." },
            Answer = "{}"u8.ToArray(),
            WhoSigned = SignedForAsync,
            Take = TakeAsync,
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(routes.ServiceProvider.GetRequiredService<MailReceiver>().Route);

    private async ValueTask<AccountRow?> SignedForAsync(WebhookRequest request)
    {
        var account = request.PathValue("id") is { Length: <= 64 } id
            ? await accounts.FindByHookAsync(EmailKind.Settings.Name, id, request.Aborted)
            : null;
        var secret = account is null ? null : await mails.InboundSecretAsync(account, request.Aborted);
        var isSigned = IsSigned(request.Body.Span, request.Header(SignatureHeader), secret ?? _unknownSecret);
        return isSigned && secret is not null ? account : null;
    }

    private async ValueTask<WebhookResult> TakeAsync(WebhookRequest request, AccountRow account)
    {
        if (!MailLimits.Fit(request.Body.Span))
            return await receiver.TakeAsync(account.Environment, all: null, request.Body, isOurs: null);
        var (mail, problem) = InboundMailRules.Read(request.Body);
        if (problem is not null)
            return WebhookResult.AnsweredWith(problem);
        return await receiver.StoreAsync(
            account.Environment,
            [MailEvents.Incoming(account, mail!, request.Body)],
            request.Body
        );
    }

    /// <summary>
    /// Compares the signature of the raw bytes in constant time. False for a header that is missing, malformed or given
    /// twice.
    /// </summary>
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
