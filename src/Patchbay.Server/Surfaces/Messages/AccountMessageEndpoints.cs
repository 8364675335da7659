using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Messages;

/// <summary>The routes for messages of the integrations surface's accounts, of all channels.</summary>
internal static class AccountMessageEndpoints
{
    public static void MapAccountMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/v1/accounts/{account_id}/messages").WithTags("Messages");
        messages
            .MapPost("", SendAsync)
            .WithName("SendByAccount")
            .WithOwnIdempotency()
            .WithSummary("Send a message from an account by e-mail, WhatsApp, Instagram or Messenger")
            .Accepts<JsonElement>("application/json")
            .Produces<DataAnswer<MessageAnswer>>(201)
            .RequireScope(Scopes.MessagesWrite);
        messages
            .MapGet("", ListAsync)
            .WithName("ListAccountMessages")
            .WithSummary("List an account's messages, newest first")
            .RequireScope(Scopes.MessagesRead);
    }

    private static Task<IResult> SendAsync(
        PathId account_id,
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        ChannelSender sender,
        MessageAnswers answers,
        IdempotentCalls calls,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, running) =>
            {
                if (await accounts.FindAsync(caller.Tenant, account_id, running) is not { } account)
                    return AccountProblems.AccountNotFound;
                if (!RequestBody.Parse(body, MessageJson.Default.JsonElement).TryGet(out var json, out var problem))
                    return problem;
                return await MessageEndpoints.ReplyAsync(
                    answers,
                    await sender.SendAsync(account, json, running),
                    running
                );
            },
            cancellation,
            mayRunAgain: false // what was sent must not be sent twice
        );

    private static async Task<Results<JsonAnswer<ListAnswer<MessageAnswer>>, Problem>> ListAsync(
        PathId account_id,
        HttpContext http,
        Caller caller,
        AccountStore accounts,
        AccountMessages messages,
        MessageAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        if (await accounts.FindAsync(caller.Tenant, account_id, cancellation) is not { } account)
            return AccountProblems.AccountNotFound;
        var (rows, total) = await messages.ListAsync(account, page, cancellation);
        return MessageEndpoints.ListOf(answers, rows, page, total);
    }
}
