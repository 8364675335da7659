using System.Text.RegularExpressions;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Surfaces.Instances.Validation;

namespace Patchbay.Server.Surfaces.Instances;

internal static partial class ChannelEndpoints
{
    private const int MaxToken = 4096,
        MaxSecret = 256,
        MaxId = 32,
        MinVerifyToken = 8,
        MaxVerifyToken = 256;

    public static void MapInstanceChannels(this IEndpointRouteBuilder routes)
    {
        var channels = routes
            .MapGroup("/v1/instances/{instance_id}/channels")
            .WithTags("Whatsapp channel")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity));
        channels
            .MapGet("", ListAsync)
            .WithName("ListChannels")
            .WithSummary("List the channels of an instance")
            .RequireScope(Scopes.InstancesRead)
            .Produces<ChannelList>();
        channels
            .MapGet(ChannelRow.WhatsApp, StatusAsync)
            .WithName("WhatsappStatus")
            .WithSummary("Show the status of an instance's WhatsApp channel")
            .RequireScope(Scopes.InstancesRead)
            .Produces<WhatsAppStatus>();
        channels
            .MapPost(ChannelRow.WhatsApp, SetUpAsync)
            .WithName("SetupWhatsapp")
            .WithSummary("Configure WhatsApp for an instance, or replace its settings")
            .Accepts<SetUpWhatsAppRequest>("application/json", "*/*")
            .RequireScope(Scopes.InstancesWrite)
            .Produces<WhatsAppStatus>()
            .Produces<WhatsAppStatus>(StatusCodes.Status201Created);
        channels
            .MapDelete(ChannelRow.WhatsApp, TearDownAsync)
            .WithName("TeardownWhatsapp")
            .WithSummary("Remove the WhatsApp channel and wipe its credentials")
            .RequireScope(Scopes.InstancesWrite)
            .Produces(StatusCodes.Status204NoContent);
        channels.MapLogin(routes);
    }

    private static void MapLogin(this IEndpointRouteBuilder channels, IEndpointRouteBuilder routes)
    {
        channels
            .MapPost("whatsapp/connect", ConnectAsync)
            .WithName("ConnectWhatsapp")
            .WithSummary("Make an address where a person connects a number")
            .RequireScope(Scopes.InstancesWrite)
            .Produces<ConnectAnswer>();
        routes
            .MapGet("/v1/channels/whatsapp/callback", CallbackAsync)
            .WithTags("Whatsapp channel")
            .WithName("WhatsappCallback")
            .WithSummary("Finish a person's log-in after the return from Meta")
            .Produces<WhatsAppStatus>()
            .LimitBySource(LimitKind.Callbacks);
    }

    private static Task<IResult> ListAsync(
        string instance_id,
        Caller caller,
        InstanceLookup instances,
        ChannelViews views,
        CancellationToken cancellation
    ) =>
        instances.WithAsync(
            caller.Tenant,
            instance_id,
            async instance =>
            {
                var channels = await views.ListAsync(caller.Tenant, instance.Id, cancellation);
                return JsonAnswer.Of(new ChannelList(channels, channels.Count), InstanceJson.Default.ChannelList);
            },
            cancellation
        );

    private static Task<IResult> StatusAsync(
        string instance_id,
        Caller caller,
        InstanceLookup instances,
        ChannelViews views,
        CancellationToken cancellation
    ) =>
        instances.WithAsync(
            caller.Tenant,
            instance_id,
            async instance =>
                JsonAnswer.Of(
                    await views.StatusAsync(caller.Tenant, instance.Id, cancellation),
                    InstanceJson.Default.WhatsAppStatus
                ),
            cancellation
        );

    private static async Task<IResult> SetUpAsync(
        string instance_id,
        HttpContext http,
        Caller caller,
        InstanceLookup instances,
        WhatsAppChannel whatsApp,
        CancellationToken cancellation
    )
    {
        var faults = new List<FieldFault>();
        var read = await JsonBody.ReadAsync(http, faults);
        if (!read.TryGet(out var body, out var tooLarge))
            return tooLarge;
        var request = Read(body, faults);
        return await instances.WithAsync(
            caller.Tenant,
            instance_id,
            faults,
            async instance =>
            {
                var actor = Actor.Of(http, caller);
                var setUp = await whatsApp.SetUpAsync(caller.Tenant, actor, instance.Id, request, cancellation);
                if (!setUp.TryGet(out var channel, out var problem))
                    return InstanceProblems.Answer(problem);
                return Answer(http, channel.Status, channel.IsNew);
            },
            cancellation
        );
    }

    private static Task<IResult> TearDownAsync(
        string instance_id,
        HttpContext http,
        Caller caller,
        InstanceLookup instances,
        WhatsAppChannel whatsApp,
        CancellationToken cancellation
    ) =>
        instances.WithAsync(
            caller.Tenant,
            instance_id,
            async instance =>
                await whatsApp.TearDownAsync(caller.Tenant, Actor.Of(http, caller), instance.Id) is { } problem
                    ? problem
                    : TypedResults.NoContent(),
            cancellation
        );

    private static Task<IResult> ConnectAsync(
        string instance_id,
        Caller caller,
        InstanceLookup instances,
        WhatsAppLogin login,
        CancellationToken cancellation
    ) =>
        instances.WithAsync(
            caller.Tenant,
            instance_id,
            async instance =>
            {
                var begun = await login.BeginAsync(caller.Tenant, instance.Id, cancellation);
                return begun.TryGet(out var answer, out var problem)
                    ? JsonAnswer.Of(answer, InstanceJson.Default.ConnectAnswer)
                    : problem;
            },
            cancellation
        );

    private static async Task<IResult> CallbackAsync(
        HttpContext http,
        WhatsAppLogin login,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        var query = http.Request.Query;
        string? state = query["state"],
            code = query["code"];
        var faults = new List<FieldFault>();
        if (string.IsNullOrEmpty(code) && !query.ContainsKey("error"))
            faults.Add(FieldFault.Missing("query", "code"));
        if (string.IsNullOrEmpty(state))
            faults.Add(FieldFault.Missing("query", "state"));
        if (faults.Count > 0)
            return new ValidationProblem(faults);
        var finished = await login.FinishAsync(state ?? "", LoginPage.BrowserOf(http, address), code, cancellation);
        if (!finished.TryGet(out var status, out var problem))
            return InstanceProblems.Answer(problem, "query");
        return Answer(http, status, isNew: false);
    }

    private static JsonAnswer<WhatsAppStatus> Answer(HttpContext http, WhatsAppStatus status, bool isNew)
    {
        http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Of(
            status,
            InstanceJson.Default.WhatsAppStatus,
            isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK
        );
    }

    private static SetUpWhatsAppRequest Read(JsonBody body, List<FieldFault> faults)
    {
        body.AllowOnly("access_token", "app_secret", "phone_number_id", "display_phone", "verify_token", "waba_id");
        var wanted = new SetUpWhatsAppRequest(
            body.Text("access_token", 1, MaxToken, Visible),
            body.Text("app_secret", 1, MaxSecret, Visible),
            body.Text("phone_number_id", 1, MaxId, Digits),
            body.OptionalText("display_phone", 1, 40),
            body.OptionalText("verify_token", MinVerifyToken, MaxVerifyToken),
            body.OptionalText("waba_id", 1, MaxId, Digits)
        );
        var display = wanted.DisplayPhone is { } shown ? Separators.Replace(shown, "") : null;
        if (display is not null && !E164.IsMatch(display))
            faults.Add(
                new("body", "display_phone", "string_pattern_mismatch", $"String should match pattern '{E164}'")
            );
        return wanted with { DisplayPhone = display };
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.None, 1000)]
    private static partial Regex E164 { get; }

    [GeneratedRegex("[ ().-]", RegexOptions.None, 1000)]
    private static partial Regex Separators { get; }

    [GeneratedRegex(@"^[!-~]+\z", RegexOptions.None, 1000)]
    private static partial Regex Visible { get; }

    [GeneratedRegex(@"^[0-9]+\z", RegexOptions.None, 1000)]
    private static partial Regex Digits { get; }
}
