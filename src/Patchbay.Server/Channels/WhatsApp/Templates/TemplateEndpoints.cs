using System.Text.Json;
using System.Text.RegularExpressions;
using Patchbay.Graph;
using Patchbay.Graph.Templates;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Page = Patchbay.Server.Platform.Dialects.Page;

namespace Patchbay.Server.Channels.WhatsApp.Templates;

/// <summary>
/// The routes of an account's message templates. Meta stores the templates; requests and answers have Meta's shape.
/// </summary>
internal static partial class TemplateEndpoints
{
    private static readonly string[] Required = ["name", "language", "category"];

    // Meta allows at most 6,000 templates per account.
    private const int PerCall = 250,
        MostCalls = 30;

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/v1/wabas/{id}/templates").WithTags("Templates");
        templates
            .MapGet("", ListAsync)
            .WithName("ListTemplates")
            .WithSummary("List the account's message templates in Meta's shape")
            .Produces<ListAnswer<JsonElement>>()
            .RequireScope(Scopes.MessagesRead);
        templates
            .MapPost("", CreateAsync)
            .WithName("CreateTemplate")
            .WithSummary("Submit a template in Meta's shape for review")
            .Accepts<JsonElement>("application/json")
            .Produces<DataAnswer<JsonElement>>(StatusCodes.Status201Created)
            .RequireScope(Scopes.MessagesWrite)
            .RequireRole(Roles.Admin);
        templates
            .MapDelete("", DeleteAsync)
            .WithName("DeleteTemplate")
            .WithSummary("Delete a template by name, or one of its languages by name and id")
            .Produces(StatusCodes.Status204NoContent)
            .RequireScope(Scopes.MessagesWrite)
            .RequireRole(Roles.Admin);
    }

    private static Task<IResult> ListAsync(
        PathId id,
        HttpContext http,
        string? name,
        string? status,
        Caller caller,
        WabaStore wabas,
        MetaSessions sessions,
        CancellationToken cancellation
    ) =>
        CallAsync(
            id,
            caller,
            wabas,
            sessions,
            async (meta, waba) =>
            {
                if (!Page.Read(http.Request.Query).TryGet(out var page, out var problem))
                    return problem;
                var all = await AllAsync(
                    meta,
                    waba.MetaWabaId,
                    new ListTemplates { Name = name, Limit = PerCall },
                    cancellation
                );
                var wanted = status is null ? all : all.FindAll(template => HasStatus(template, status));
                return JsonAnswer.Of(
                    ListAnswer<JsonElement>.Of([.. wanted.Skip(page.Offset).Take(page.Limit)], page, wanted.Count),
                    MessageJson.Default.ListAnswerJsonElement
                );
            },
            cancellation
        );

    private static bool HasStatus(JsonElement template, string status) =>
        string.Equals(template.GetProperty("status").GetString(), status, StringComparison.OrdinalIgnoreCase);

    private static Task<IResult> CreateAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        WabaStore wabas,
        MetaSessions sessions,
        CancellationToken cancellation
    ) =>
        CallAsync(
            id,
            caller,
            wabas,
            sessions,
            async (meta, waba) =>
            {
                var read = await RequestBody.ReadAsync(http, MessageJson.Default.JsonObject);
                if (!read.TryGet(out var body, out var problem))
                    return problem;
                foreach (var member in Required)
                {
                    if (body[member]?.GetValueKind() != JsonValueKind.String)
                        return Problem.Invalid(member, $"'{member}' is required.");
                }
                if (!Name().IsMatch((string)body["name"]!))
                    return Problem.Invalid(
                        "name",
                        "'name' must have 1 to 512 lower-case letters, digits and underscores."
                    );
                var made = await meta.Templates.CreateRawAsync(waba.MetaWabaId, body, cancellation);
                return JsonAnswer.Created(new DataAnswer<JsonElement>(made), MessageJson.Default.DataAnswerJsonElement);
            },
            cancellation
        );

    private static Task<IResult> DeleteAsync(
        PathId id,
        string? name,
        string? templateId,
        Caller caller,
        WabaStore wabas,
        MetaSessions sessions,
        CancellationToken cancellation
    ) =>
        CallAsync(
            id,
            caller,
            wabas,
            sessions,
            async (meta, waba) =>
            {
                if (name is null || !Name().IsMatch(name))
                    return Problem.Invalid("name", "'name' is required: the template's name, as a query parameter.");
                await meta.Templates.DeleteAsync(
                    waba.MetaWabaId,
                    new DeleteTemplates { Name = name, HsmId = templateId },
                    cancellation
                );
                return TypedResults.NoContent();
            },
            cancellation
        );

    private static async Task<IResult> CallAsync(
        Guid id,
        Caller caller,
        WabaStore wabas,
        MetaSessions sessions,
        Func<GraphSession, WabaRow, Task<IResult>> call,
        CancellationToken cancellation
    )
    {
        if (await wabas.FindAsync(caller.Tenant, id, cancellation) is not { } waba)
            return PhoneEndpoints.NoWaba;
        if (await sessions.OfAsync(waba, cancellation) is not { } meta)
            return MetaSessions.NotUsable;
        try
        {
            return await call(meta, waba);
        }
        catch (GraphException error)
        {
            return MetaProblems.From(error);
        }
    }

    private static async Task<List<JsonElement>> AllAsync(
        GraphSession meta,
        string wabaId,
        ListTemplates query,
        CancellationToken cancellation
    )
    {
        var all = new List<JsonElement>();
        for (var calls = 0; calls < MostCalls; calls++)
        {
            var answer = await meta.Templates.ListRawAsync(wabaId, query, cancellation);
            all.AddRange(answer.GetProperty("data").EnumerateArray());
            if (!answer.TryGetProperty("paging", out var paging) || !paging.TryGetProperty("next", out _))
                break;
            query = query with { After = paging.GetProperty("cursors").GetProperty("after").GetString() };
        }
        return all;
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,512}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
