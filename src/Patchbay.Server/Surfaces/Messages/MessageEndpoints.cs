using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Messages;

internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/v1").WithTags("Messages");
        messages
            .MapPost("phones/{id}/messages", SendAsync)
            .WithName("SendMessage")
            .WithOwnIdempotency()
            .WithSummary("Send a message as flat text or as Meta's message object")
            .Accepts<JsonElement>("application/json")
            .Produces<DataAnswer<MessageAnswer>>(201)
            .RequireScope(Scopes.MessagesWrite);
        messages
            .MapGet("phones/{id}/messages", ListAsync)
            .WithName("ListMessages")
            .WithSummary("List a number's messages, newest first")
            .RequireScope(Scopes.MessagesRead);
        messages
            .MapPost("connections/{connection_id}/messages", SendByConnectionAsync)
            .WithName("SendByConnection")
            .WithOwnIdempotency()
            .WithSummary("Send a message from a connection on WhatsApp, Instagram or Messenger")
            .Accepts<JsonElement>("application/json")
            .Produces<DataAnswer<MessageAnswer>>(201)
            .RequireScope(Scopes.MessagesWrite);
        messages
            .MapGet("connections/{connection_id}/messages", ListByConnectionAsync)
            .WithName("ListConnectionMessages")
            .WithSummary("List a connection's messages, newest first")
            .RequireScope(Scopes.MessagesRead);
        messages
            .MapGet("messages/{id}", GetAsync)
            .WithName("GetMessage")
            .WithSummary("Show a message with its status")
            .RequireScope(Scopes.MessagesRead);
        routes.MapAccountMessages();
    }

    private static Task<IResult> SendAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        PhoneStore phones,
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
                if (await phones.FindAsync(caller.Tenant, id, running) is not { } phone)
                    return PhoneEndpoints.NoPhone;
                if (!RequestBody.Parse(body, MessageJson.Default.JsonElement).TryGet(out var json, out var problem))
                    return problem;
                return await ReplyAsync(answers, await sender.SendAsync(phone, json, running), running);
            },
            cancellation,
            mayRunAgain: false // what was sent must not be sent twice
        );

    private static Task<IResult> SendByConnectionAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        ConnectionStore connections,
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
                if (await connections.FindLiveAsync(caller.Tenant, connection_id, running) is not { } connection)
                    return ConnectionProblems.NotFound;
                if (!RequestBody.Parse(body, MessageJson.Default.JsonElement).TryGet(out var json, out var problem))
                    return problem;
                return await ReplyAsync(answers, await sender.SendAsync(connection, json, running), running);
            },
            cancellation,
            mayRunAgain: false // what was sent must not be sent twice
        );

    internal static async Task<CallAnswer> ReplyAsync(
        MessageAnswers answers,
        Outcome<MessageRow> sent,
        CancellationToken cancellation
    )
    {
        if (!sent.TryGet(out var row, out var refusal))
            return refusal;
        var status = row.Status == StatusRules.Unknown ? StatusCodes.Status202Accepted : StatusCodes.Status201Created;
        return CallAnswer.Json(
            status,
            new DataAnswer<MessageAnswer>(await answers.WithWindowAsync(row, cancellation)),
            MessageAnswerJson.Default.DataAnswerMessageAnswer
        );
    }

    private static async Task<Results<JsonAnswer<ListAnswer<MessageAnswer>>, Problem>> ListAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        PhoneStore phones,
        MessageStore messages,
        MessageAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        if (await phones.FindAsync(caller.Tenant, id, cancellation) is null)
            return PhoneEndpoints.NoPhone;
        var (rows, total) = await messages.ListAsync(caller.Tenant, id, page, cancellation);
        return ListOf(answers, rows, page, total);
    }

    private static async Task<Results<JsonAnswer<ListAnswer<MessageAnswer>>, Problem>> ListByConnectionAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        ConnectionStore connections,
        PhoneStore phones,
        MessageStore messages,
        MessageAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        if (await connections.FindAsync(caller.Tenant, connection_id, cancellation) is not { } connection)
            return ConnectionProblems.NotFound;
        var phone = await phones.FindByConnectionAsync(caller.Tenant, connection.Id, cancellation);
        var (rows, total) = phone is null
            ? await messages.ListAsync(caller.Tenant, connection.Id, page, cancellation)
            : await messages.ListAsync(caller.Tenant, phone.Id, page, cancellation);
        return ListOf(answers, rows, page, total);
    }

    internal static JsonAnswer<ListAnswer<MessageAnswer>> ListOf(
        MessageAnswers answers,
        IReadOnlyList<MessageRow> rows,
        Page page,
        int total
    ) =>
        JsonAnswer.Of(
            ListAnswer<MessageAnswer>.Of([.. rows.Select(answers.Of)], page, total),
            MessageAnswerJson.Default.ListAnswerMessageAnswer
        );

    private static async Task<Results<JsonAnswer<DataAnswer<MessageAnswer>>, Problem>> GetAsync(
        PathId id,
        Caller caller,
        MessageStore messages,
        MessageAnswers answers,
        CancellationToken cancellation
    ) =>
        await messages.FindAsync(caller.Tenant, id, cancellation) is { } row
            ? JsonAnswer.Of(
                new DataAnswer<MessageAnswer>(await answers.WithWindowAsync(row, cancellation)),
                MessageAnswerJson.Default.DataAnswerMessageAnswer
            )
            : Problem.NotFound("message");
}
