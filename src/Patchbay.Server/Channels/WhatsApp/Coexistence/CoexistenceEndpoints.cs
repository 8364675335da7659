using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>The routes of numbers that are also used in the WhatsApp Business app.</summary>
internal static class CoexistenceEndpoints
{
    private static readonly Problem NoSync = Problem.NotFound("synchronization: the number is not in the business app");

    public static void MapCoexistence(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/phones/{id}/sync", GetSyncAsync)
            .WithTags("Phones")
            .WithName("GetPhoneSync")
            .WithSummary("How far contacts and history of the WhatsApp Business app are synchronized")
            .RequireScope(Scopes.PhonesRead);
        routes
            .MapGet("/v1/contacts", ListContactsAsync)
            .WithTags("Contacts")
            .WithName("ListContacts")
            .WithSummary("List the contacts of the WhatsApp Business app, oldest first")
            .RequireScope(Scopes.MessagesRead);
    }

    private static async Task<Results<JsonAnswer<DataAnswer<AppSyncDetails>>, Problem>> GetSyncAsync(
        PathId id,
        Caller caller,
        PhoneStore phones,
        AppSyncStore syncs,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await phones.FindAsync(caller.Tenant, id, cancellation) is not { } phone)
            return PhoneEndpoints.NoPhone;
        var row = await syncs.FindAsync(caller.Tenant, id, cancellation);
        if (row is null && !phone.IsCoexistence)
            return NoSync;
        var chunks = await syncs.ChunksAsync(phone.Id, cancellation);
        var now = clock.GetUtcNow();
        var answer = AppSyncAnswers.Of(row ?? AppSyncRules.Aged(AppSyncRules.New(phone, now), now));
        var details = new AppSyncDetails(answer)
        {
            Chunks = chunks.Count,
            MissingChunks = AppSyncRules.MissingOf(chunks),
        };
        return JsonAnswer.Of(
            new DataAnswer<AppSyncDetails>(details),
            CoexistenceEventJson.Default.DataAnswerAppSyncDetails
        );
    }

    private static async Task<Results<JsonAnswer<ListAnswer<AppContactAnswer>>, Problem>> ListContactsAsync(
        HttpContext http,
        string? phoneNumberId,
        Caller caller,
        PhoneStore phones,
        AppContactStore contacts,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        Guid? phoneId = null;
        if (phoneNumberId is not null)
        {
            if (!Guid.TryParseExact(phoneNumberId, "D", out var id))
                return Problem.Invalid("phoneNumberId", "'phoneNumberId' must be the id of a phone number.");
            if (await phones.FindAsync(caller.Tenant, id, cancellation) is null)
                return PhoneEndpoints.NoPhone;
            phoneId = id;
        }
        var (rows, total) = await contacts.ListAsync(caller.Tenant, phoneId, page, cancellation);
        return JsonAnswer.Of(
            ListAnswer<AppContactAnswer>.Of([.. rows.Select(AppContactAnswer.Of)], page, total),
            CoexistenceEventJson.Default.ListAnswerAppContactAnswer
        );
    }
}
