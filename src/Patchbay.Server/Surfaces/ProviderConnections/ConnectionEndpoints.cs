using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.ProviderConnections;

internal static class ConnectionEndpoints
{
    public static void MapProviderConnections(this IEndpointRouteBuilder routes)
    {
        MapReads(routes);
        var write = routes
            .MapGroup("/v1/provider-connections")
            .WithTags("Provider connections")
            .RequireScope(Scopes.ProviderConnectionsWrite);
        MapConnecting(write);
        MapChanges(write);
    }

    private static void MapReads(IEndpointRouteBuilder routes)
    {
        var read = routes
            .MapGroup("/v1/provider-connections")
            .WithTags("Provider connections")
            .RequireScope(Scopes.ProviderConnectionsRead);
        read.MapGet("status", StatusAsync)
            .WithName("GetProviderConnectionStatus")
            .WithSummary("Show whether each channel is ready, and if not, why");
        read.MapGet("", ListAsync)
            .WithName("ListProviderConnections")
            .WithSummary("List the connections that are not disconnected, newest first");
        read.MapGet("{connection_id}", GetAsync).WithName("GetProviderConnection").WithSummary("Show a connection");
    }

    private static void MapConnecting(RouteGroupBuilder write)
    {
        write
            .MapGet("meta/onboarding", OnboardingConfig)
            .WithName("GetMetaOnboardingConfig")
            .WithSummary("Get the settings with which a page opens Meta's sign-up window");
        write
            .MapPost("meta", RegisterAsync)
            .WithName("RegisterMetaConnection")
            .WithOwnIdempotency()
            .WithSummary("Connect with a token you already have")
            .Accepts<RegisterMetaRequest>("application/json")
            .Produces<ConnectionAnswer>(StatusCodes.Status201Created);
        write
            .MapPost("meta/oauth", ExchangeAsync)
            .WithName("ExchangeMetaCode")
            .WithOwnIdempotency()
            .WithSummary("Connect with the code of Meta's sign-up window")
            .Accepts<ExchangeCodeRequest>("application/json")
            .Produces<ConnectionAnswer>(StatusCodes.Status201Created);
    }

    private static void MapChanges(RouteGroupBuilder write)
    {
        write
            .MapPost("{connection_id}/rotate", RotateAsync)
            .WithName("RotateProviderConnection")
            .WithOwnIdempotency()
            .WithSummary("Replace a connection's credential")
            .Accepts<RotateRequest>("application/json")
            .Produces<ConnectionAnswer>();
        write
            .MapPost("{connection_id}/meta/complete-registration", CompleteAsync)
            .WithName("CompleteMetaRegistration")
            .WithOwnIdempotency()
            .WithSummary("Finish a pending WhatsApp number at Meta")
            .Accepts<CompleteRegistrationRequest>(isOptional: true, "application/json")
            .Produces<ConnectionAnswer>();
        write
            .MapPatch("{connection_id}", UpdateAsync)
            .WithName("UpdateProviderConnection")
            .WithSummary("Rename a connection, make a payment connection active, or set its webhook secret")
            .Accepts<UpdateConnectionRequest>("application/json");
        write
            .MapDelete("{connection_id}", DisconnectAsync)
            .WithName("DisconnectProviderConnection")
            .WithSummary("Disconnect a connection and wipe its credentials");
    }

    private static async Task<JsonAnswer<ReadinessAnswer>> StatusAsync(
        Caller caller,
        Readiness readiness,
        CancellationToken cancellation
    ) => JsonAnswer.Of(await readiness.ReadAsync(caller.Tenant, cancellation), ConnectionJson.Default.ReadinessAnswer);

    private static async Task<Results<JsonAnswer<ConnectionList>, Problem>> ListAsync(
        HttpContext http,
        Caller caller,
        ConnectionStore connections,
        ConnectionAnswers answers,
        CancellationToken cancellation
    )
    {
        var query = http.Request.Query;
        if (!Cursors.Limit(query).TryGet(out var limit, out var problem))
            return problem;
        if (!ConnectionFilter.Read(query).TryGet(out var filter, out problem))
            return problem;
        var start = filter.StartingAfter;
        var after = start is null ? null : await connections.FindAsync(caller.Tenant, start, cancellation);
        if (start is not null && after is null)
            return Cursors.Unknown;
        var rows = await connections.ListAsync(
            caller.Tenant,
            filter.Channels,
            filter.Status,
            after,
            limit + 1,
            cancellation
        );
        return await PageOfAsync(rows, limit, answers, cancellation);
    }

    /// <summary>
    /// Makes a page from the rows. The query reads one row more than the limit, to see whether another page follows.
    /// </summary>
    private static async Task<JsonAnswer<ConnectionList>> PageOfAsync(
        IReadOnlyList<ConnectionRow> rows,
        int limit,
        ConnectionAnswers answers,
        CancellationToken cancellation
    )
    {
        var page = new List<ConnectionAnswer>(limit);
        foreach (var row in rows.Take(limit))
            page.Add(await answers.FromAsync(row, cancellation));
        var more = rows.Count > limit;
        return JsonAnswer.Of(
            new ConnectionList(page, more, more ? page[^1].Id : null),
            ConnectionJson.Default.ConnectionList
        );
    }

    private static async Task<Results<JsonAnswer<ConnectionAnswer>, Problem>> GetAsync(
        string connection_id,
        Caller caller,
        ConnectionStore connections,
        ConnectionAnswers answers,
        CancellationToken cancellation
    ) =>
        await connections.FindLiveAsync(caller.Tenant, connection_id, cancellation) is { } row
            ? JsonAnswer.Of(await answers.FromAsync(row, cancellation), ConnectionJson.Default.ConnectionAnswer)
            : ConnectionProblems.NotFound;

    private static Results<JsonAnswer<MetaOnboardingAnswer>, Problem> OnboardingConfig(Caller caller, MetaApps apps)
    {
        if (apps.Find(caller.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        using var extras = JsonDocument.Parse(app.LoginExtras);
        return JsonAnswer.Of(
            new MetaOnboardingAnswer
            {
                AppId = app.AppId,
                ConfigId = app.ConfigId,
                GraphApiVersion = app.GraphVersion,
                SdkUrl = app.SdkUrl,
                AllowedMessageOrigins = app.MessageOrigins,
                LoginOptions = new(app.ConfigId, extras.RootElement.Clone()),
            },
            ConnectionJson.Default.MetaOnboardingAnswer
        );
    }

    private static Task<IResult> RegisterAsync(
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        ChannelRegistry channels,
        ConnectionReply reply,
        MetaApps apps,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, token) =>
            {
                if (!ParseRegistration(body, clock).TryGet(out var request, out var problem))
                    return problem;
                var connect = channels.Of(request.Channel ?? ChannelNames.WhatsApp).Connect;
                var wanted = request.ToConnection(caller.Tenant);
                if (connect.Check(wanted) is { } fault)
                    return fault;
                if (apps.Find(caller.Tenant.Environment) is not { } app)
                    return MetaApps.NotConfigured;
                return await reply.OfAsync(
                    caller,
                    await connect.ConnectAsync(wanted, Actor.Of(http, caller), app, token)
                );
            },
            cancellation
        );

    private static Outcome<RegisterMetaRequest> ParseRegistration(ReadOnlyMemory<byte> body, TimeProvider clock) =>
        Parse(
            body,
            ConnectionJson.Default.RegisterMetaRequest,
            asked => ConnectionRules.Check(asked, clock.GetUtcNow())
        );

    private static Task<IResult> ExchangeAsync(
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        CodeExchange exchange,
        ConnectionReply reply,
        MetaApps apps,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, _) =>
            {
                var parsed = Parse(body, ConnectionJson.Default.ExchangeCodeRequest, ConnectionRules.Check);
                if (!parsed.TryGet(out var request, out var problem))
                    return problem;
                if (apps.Find(caller.Tenant.Environment) is not { } app)
                    return MetaApps.NotConfigured;
                return await reply.OfAsync(
                    caller,
                    await exchange.RunAsync(caller.Tenant, Actor.Of(http, caller), app, request.ToCode())
                );
            },
            cancellation
        );

    private static Task<IResult> RotateAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        ConnectionStore connections,
        TokenRotation rotation,
        ConnectionReply reply,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, token) =>
            {
                var parsed = Parse(
                    body,
                    ConnectionJson.Default.RotateRequest,
                    asked => ConnectionRules.Check(asked, clock.GetUtcNow())
                );
                if (!parsed.TryGet(out var request, out var problem))
                    return problem;
                if (await connections.FindLiveAsync(caller.Tenant, connection_id, token) is not { } row)
                    return ConnectionProblems.NotFound;
                return await rotation.RunAsync(row, Actor.Of(http, caller), request.ToCredential(), token) is { } failed
                    ? failed
                    : await reply.OfAsync(caller, row.Id);
            },
            cancellation
        );

    private static Task<IResult> CompleteAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        IdempotentCalls calls,
        ConnectionStore connections,
        RegistrationCompletion completion,
        ConnectionReply reply,
        CancellationToken cancellation
    ) =>
        calls.RunAsync(
            http,
            caller,
            async (body, token) =>
            {
                var parsed = Parse(body, ConnectionJson.Default.CompleteRegistrationRequest, ConnectionRules.Check);
                if (!parsed.TryGet(out var request, out var problem))
                    return problem;
                if (await connections.FindLiveAsync(caller.Tenant, connection_id, token) is not { } row)
                    return ConnectionProblems.NotFound;
                return await completion.RunAsync(row, Actor.Of(http, caller), request.PinSecret, token) is { } failed
                    ? failed
                    : await reply.OfAsync(caller, row.Id);
            },
            cancellation,
            mayBeEmpty: true
        );

    private static async Task<Results<JsonAnswer<ConnectionAnswer>, Problem>> UpdateAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        ConnectionStore connections,
        ConnectionUpdate update,
        ConnectionAnswers answers,
        CancellationToken cancellation
    )
    {
        var read = await RequestBody.ReadAsync(http, ConnectionJson.Default.UpdateConnectionRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        if (await connections.FindLiveAsync(caller.Tenant, connection_id, cancellation) is not { } row)
            return ConnectionProblems.NotFound;
        if (await update.RunAsync(row, request, Actor.Of(http, caller), cancellation) is { } refused)
            return refused;
        return JsonAnswer.Of(
            await answers.FromAsync((await connections.FindAsync(caller.Tenant, row.Id, cancellation))!, cancellation),
            ConnectionJson.Default.ConnectionAnswer
        );
    }

    private static async Task<Results<JsonAnswer<ConnectionAnswer>, Problem>> DisconnectAsync(
        string connection_id,
        HttpContext http,
        Caller caller,
        ConnectionStore connections,
        Disconnection disconnection,
        ConnectionAnswers answers,
        CancellationToken cancellation
    )
    {
        if (await connections.FindLiveAsync(caller.Tenant, connection_id, cancellation) is not { } row)
            return ConnectionProblems.NotFound;
        var ended = await disconnection.ReportAsync(row, Actor.Of(http, caller), Disconnection.ByCaller);
        if (!ended.TryGet(out var report, out var problem))
            return problem;
        var answer = await answers.FromAsync(
            (await connections.FindAsync(caller.Tenant, row.Id, cancellation))!,
            cancellation
        );
        return JsonAnswer.Of(answer with { LeftAtMeta = report.Left }, ConnectionJson.Default.ConnectionAnswer);
    }

    private static Outcome<T> Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, Func<T, Problem?> check)
        where T : class
    {
        var parsed = RequestBody.Parse(body, type);
        return parsed.TryGet(out var request, out _) && check(request) is { } refused ? refused : parsed;
    }
}

/// <summary>
/// The answer of a call that made or changed a connection. It can be stored and repeated for an idempotent call.
/// </summary>
internal sealed class ConnectionReply(ConnectionStore connections, ConnectionAnswers answers)
{
    public async Task<CallAnswer> OfAsync(Caller caller, ConnectOutcome outcome) =>
        outcome.Problem is { } problem
            ? problem
            : await OfAsync(
                caller,
                outcome.ConnectionId!,
                outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
            );

    public async Task<CallAnswer> OfAsync(Caller caller, string connectionId, int status = StatusCodes.Status200OK) =>
        await connections.FindAsync(caller.Tenant, connectionId, CancellationToken.None) is { } row
            ? CallAnswer.Json(
                status,
                await answers.FromAsync(row, CancellationToken.None),
                ConnectionJson.Default.ConnectionAnswer
            )
            : ConnectionProblems.NotFound;
}
