using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>The address to which the provider posts answers: <c>{"id":"…","from":"…","text":"…"}</c>.</summary>
internal sealed class PagerWebhook(AccountStore accounts, Receiver receiver)
{
    public const string SignatureHeader = "X-Pager-Signature";

    private WebhookRoute Route =>
        new WebhookRoute<AccountRow>("/webhook/pager/{id}") { WhoSigned = SignedForAsync, Take = TakeAsync };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(routes.ServiceProvider.GetRequiredService<PagerWebhook>().Route);

    private async ValueTask<AccountRow?> SignedForAsync(WebhookRequest request)
    {
        var account = await accounts.FindByHookAsync(
            PagerKind.Settings.Name,
            request.PathValue("id") ?? "",
            request.Aborted
        );
        if (account is null)
            return null;
        var secret = (await accounts.OwnConfigAsync(account, request.Aborted))[PagerKind.HookSecret];
        var wanted = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span));
        var given = request.Header(SignatureHeader).ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(wanted))
            ? account
            : null;
    }

    private async ValueTask<WebhookResult> TakeAsync(WebhookRequest request, AccountRow account)
    {
        using var page = JsonDocument.Parse(request.Body);
        var what = Encoding.UTF8.GetBytes($"pager|{account.Id}|{page.RootElement.Text("id")}");
        var key = new Guid(SHA256.HashData(what).AsSpan(0, 16), bigEndian: true);
        var e = new SplitEvent(
            PagerKind.Settings.Name,
            account.Id.ToString(),
            null,
            "pages",
            InboundKind.Message,
            key,
            request.Body
        );
        return await receiver.StoreAsync(account.Environment, [e], request.Body);
    }
}
