using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections.Phones;

internal static class PhoneEndpoints
{
    public static readonly Problem NoPhone = Problem.NotFound("phone number"),
        NoWaba = Problem.NotFound("WhatsApp account");

    public static void MapPhones(this IEndpointRouteBuilder routes)
    {
        var phones = routes.MapGroup("/v1/phones").WithTags("Phones").RequireScope(Scopes.PhonesRead);
        phones.MapGet("", ListPhonesAsync).WithName("ListPhones").WithSummary("Connected numbers, newest first");
        phones.MapGet("{id}", GetPhoneAsync).WithName("GetPhone").WithSummary("One number with its connected account");
        phones
            .MapGet("{id}/health", GetHealthAsync)
            .WithName("GetPhoneHealth")
            .WithSummary("Whether the number can send and receive, checked at Meta now");

        var wabas = routes.MapGroup("/v1/wabas").WithTags("WhatsApp accounts").RequireScope(Scopes.PhonesRead);
        wabas.MapGet("", ListWabasAsync).WithName("ListWabas").WithSummary("Connected WhatsApp accounts, newest first");
        wabas.MapGet("{id}", GetWabaAsync).WithName("GetWaba").WithSummary("One WhatsApp account");
        wabas
            .MapGet("{id}/connection", GetConnectionAsync)
            .WithName("GetWabaConnection")
            .WithSummary("The account, what stands behind it, and its numbers");
    }

    private static async Task<Results<JsonAnswer<ListAnswer<PhoneAnswer>>, Problem>> ListPhonesAsync(
        HttpContext http,
        Caller caller,
        PhoneStore phones,
        PhoneAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        var (rows, total) = await phones.ListAsync(caller.Tenant, page, cancellation);
        var list = new List<PhoneAnswer>(rows.Count);
        foreach (var row in rows)
            list.Add(await answers.ReadAsync(row, cancellation));
        return JsonAnswer.Of(ListAnswer<PhoneAnswer>.Of(list, page, total), PhoneJson.Default.ListAnswerPhoneAnswer);
    }

    private static async Task<Results<JsonAnswer<DataAnswer<PhoneAnswer>>, Problem>> GetPhoneAsync(
        PathId id,
        Caller caller,
        PhoneStore phones,
        PhoneAnswers answers,
        CancellationToken cancellation
    ) =>
        await phones.FindAsync(caller.Tenant, id, cancellation) is { } phone
            ? JsonAnswer.Of(
                new DataAnswer<PhoneAnswer>(await answers.ReadLiveAsync(phone, cancellation)),
                PhoneJson.Default.DataAnswerPhoneAnswer
            )
            : NoPhone;

    private static async Task<Results<JsonAnswer<DataAnswer<PhoneHealth>>, Problem>> GetHealthAsync(
        PathId id,
        Caller caller,
        PhoneStore phones,
        HealthReader reader,
        CancellationToken cancellation
    ) =>
        await phones.FindAsync(caller.Tenant, id, cancellation) is { } phone
            ? JsonAnswer.Of(
                new DataAnswer<PhoneHealth>(await reader.ReadAsync(phone, cancellation)),
                PhoneJson.Default.DataAnswerPhoneHealth
            )
            : NoPhone;

    private static async Task<Results<JsonAnswer<ListAnswer<WabaAnswer>>, Problem>> ListWabasAsync(
        HttpContext http,
        Caller caller,
        WabaStore wabas,
        PhoneStore phones,
        CancellationToken cancellation
    )
    {
        if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
            return problem;
        var (rows, total) = await wabas.ListAsync(caller.Tenant, page, cancellation);
        var list = new List<WabaAnswer>(rows.Count);
        foreach (var waba in rows)
            list.Add(PhoneAnswers.From(waba, await phones.OfWabaAsync(caller.Tenant, waba.Id, cancellation)));
        return JsonAnswer.Of(ListAnswer<WabaAnswer>.Of(list, page, total), PhoneJson.Default.ListAnswerWabaAnswer);
    }

    private static async Task<Results<JsonAnswer<DataAnswer<WabaAnswer>>, Problem>> GetWabaAsync(
        PathId id,
        Caller caller,
        WabaStore wabas,
        PhoneStore phones,
        CancellationToken cancellation
    )
    {
        if (await wabas.FindAsync(caller.Tenant, id, cancellation) is not { } waba)
            return NoWaba;
        var rows = await phones.OfWabaAsync(caller.Tenant, waba.Id, cancellation);
        return JsonAnswer.Of(
            new DataAnswer<WabaAnswer>(PhoneAnswers.From(waba, rows)),
            PhoneJson.Default.DataAnswerWabaAnswer
        );
    }

    private static async Task<Results<JsonAnswer<DataAnswer<WabaConnectionAnswer>>, Problem>> GetConnectionAsync(
        PathId id,
        Caller caller,
        WabaStore wabas,
        PhoneStore phones,
        ConnectionStore connections,
        PhoneAnswers answers,
        CancellationToken cancellation
    )
    {
        if (await wabas.FindAsync(caller.Tenant, id, cancellation) is not { } waba)
            return NoWaba;
        var rows = await phones.OfWabaAsync(caller.Tenant, waba.Id, cancellation);
        var connection =
            rows.Count == 0 ? null : await connections.FindAsync(caller.Tenant, rows[0].ConnectionId, cancellation);
        var list = new List<PhoneAnswer>(rows.Count);
        foreach (var row in rows)
            list.Add(await answers.ReadAsync(row, cancellation));
        return JsonAnswer.Of(
            new DataAnswer<WabaConnectionAnswer>(
                new(PhoneAnswers.From(waba, rows), await answers.AccountAsync(waba, connection, cancellation), list)
            ),
            PhoneJson.Default.DataAnswerWabaConnectionAnswer
        );
    }
}
