using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.Integrations;

namespace Patchbay.Server.Channels.Email;

internal static class MailEndpoints
{
    private static readonly Problem NotMail = new(
        400,
        Codes.ValidationFailed,
        "This account is not an e-mail account."
    );

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var write = routes.MapIntegrationWrites("/api/integrations/accounts").WithTags("E-mail");
        write
            .MapPost("{id}/check", CheckAsync)
            .WithName("CheckMailAccount")
            .WithSummary("Log in at an e-mail account's SMTP and IMAP servers");
        MailReceiver.Map(routes);
    }

    private static async Task<Results<JsonAnswer<MailCheckAnswer>, Problem>> CheckAsync(
        PathId id,
        Caller caller,
        AccountStore accounts,
        MailAccounts mails,
        MailChecker checker,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(caller.Tenant, id, cancellation) is not { } account)
            return AccountProblems.AccountNotFound;
        if (account.Channel != EmailKind.Settings.Name)
            return NotMail;
        var settings = await mails.SettingsAsync(account, cancellation);
        var (smtp, imap) = await checker.CheckAsync(account.Environment, settings, cancellation);
        return JsonAnswer.Of(
            new MailCheckAnswer
            {
                AccountId = account.Id,
                DisplayName = account.DisplayName,
                Healthy = smtp is null && imap is null,
                Smtp = MailPart.Of(smtp),
                Imap = settings.Imap is null ? null : MailPart.Of(imap),
            },
            MailJson.Default.MailCheckAnswer
        );
    }
}
