using Microsoft.AspNetCore.Http.HttpResults;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

internal static class IntegrationEndpoints
{
    public static void MapChannelIntegrations(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapIntegrationReads("/api/integrations").WithTags("Integrations");
        read.MapGet("", ListAsync).WithName("ListIntegrations").WithSummary("List the configured channels");
        read.MapGet("{channel}", GetAsync)
            .WithName("GetIntegration")
            .WithSummary("Show a channel; its config is empty when it is not configured");

        var write = routes.MapIntegrationWrites("/api/integrations").WithTags("Integrations");
        write
            .MapPut("{channel}", PutAsync)
            .WithName("PutIntegration")
            .WithSummary("Configure a channel; config is merged")
            .Accepts<PutIntegrationRequest>("application/json")
            .Produces(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<JsonAnswer<IReadOnlyList<IntegrationAnswer>>> ListAsync(
        Caller caller,
        IntegrationStore integrations,
        ChannelRegistry channels,
        CancellationToken cancellation
    )
    {
        var list = new List<IntegrationAnswer>();
        foreach (var row in await integrations.ListAsync(caller.Tenant, cancellation))
        {
            var config = await integrations.ConfigAsync(row, cancellation);
            list.Add(IntegrationAnswer.From(row, channels.Of(row.Channel).Settings, config));
        }
        return JsonAnswer.Of<IReadOnlyList<IntegrationAnswer>>(
            list,
            IntegrationJson.Default.IReadOnlyListIntegrationAnswer
        );
    }

    private static async Task<Results<JsonAnswer<IntegrationAnswer>, Problem>> GetAsync(
        string channel,
        HttpContext http,
        Caller caller,
        IntegrationStore integrations,
        ChannelRegistry channels,
        CancellationToken cancellation
    ) =>
        AccountRules.ChannelOf(channels, channel).TryGet(out var known, out var unknown)
            ? await AnswerAsync(known.Settings, http, caller, integrations, cancellation)
            : unknown;

    private static async Task<Results<JsonAnswer<IntegrationAnswer>, Problem>> PutAsync(
        string channel,
        HttpContext http,
        Caller caller,
        IntegrationUpdate update,
        IntegrationStore integrations,
        ChannelRegistry channels,
        CancellationToken cancellation
    )
    {
        if (!AccountRules.ChannelOf(channels, channel).TryGet(out var known, out var unknown))
            return unknown;
        var read = await RequestBody.ReadAsync(http, IntegrationJson.Default.PutIntegrationRequest);
        if (!read.TryGet(out var request, out var problem))
            return problem;
        var refused = await update.RunAsync(
            caller.Tenant,
            known.Settings,
            request,
            AccountEndpoints.IfMatch(http),
            Actor.Of(http, caller),
            cancellation
        );
        return refused is not null
            ? refused
            : await AnswerAsync(known.Settings, http, caller, integrations, CancellationToken.None);
    }

    private static async Task<JsonAnswer<IntegrationAnswer>> AnswerAsync(
        ChannelSettings channel,
        HttpContext http,
        Caller caller,
        IntegrationStore integrations,
        CancellationToken cancellation
    )
    {
        var row = await integrations.FindAsync(caller.Tenant, channel.Name, cancellation);
        http.Response.Headers.ETag = row?.ETag ?? IntegrationUpdate.NotThere;
        return JsonAnswer.Of(
            row is null
                ? IntegrationAnswer.NotConfigured(channel)
                : IntegrationAnswer.From(row, channel, await integrations.ConfigAsync(row, cancellation)),
            IntegrationJson.Default.IntegrationAnswer
        );
    }
}
