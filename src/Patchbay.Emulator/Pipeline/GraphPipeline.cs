using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Handles every Graph request: read, authorise, route, validate, act, answer.</summary>
internal sealed class GraphPipeline
{
    private readonly WorldSet _worlds;
    private readonly Lazy<GraphSchema> _schema;
    private readonly ILogger _logger;
    private readonly Batch _batch;

    public GraphPipeline(WorldSet worlds, Lazy<GraphSchema> schema, ILogger logger)
    {
        _worlds = worlds;
        _schema = schema;
        _logger = logger;
        _batch = new Batch(HandleAsync);
    }

    public async Task HandleAsync(HttpContext context, GraphPath path)
    {
        var trace = TraceIds.Next();
        GraphHeaders.Write(context.Response, path.Version, trace);
        RequestRecord? record = null;
        World? world = null;
        Answer answer;
        try
        {
            var read = await InputReader.ReadAsync(context.Request, context.RequestAborted);
            var method = EffectiveMethod(context.Request.Method, read.Of("method"));
            var credential = Credentials.Of(context.Request, read);
            world = WorldChoice.Of(_worlds, context.Request, credential, read, path);
            record = NewRecord(world, context.Request, method, path, read, credential, trace);
            world.Requests.Add(record);
            answer = Batch.Is(context, method, path, read.Input)
                ? await _batch.RunAsync(context, path, read, credential)
                : await RunAsync(NewCall(world, context.Request, method, path, read, credential), context, read);
            if (method == "GET")
                answer = EntityTags.Apply(context, answer);
        }
        catch (RequestCut)
        {
            context.Abort();
            return;
        }
        catch (Exception failure) when (!IsGone(context, failure))
        {
            answer = Explain(context, failure, trace);
        }
        if (record is not null)
            record.Status = answer.Status;
        world?.Requests.Completed();
        await AnswerWriter.WriteAsync(context.Response, answer, context.RequestAborted);
    }

    /// <summary>
    /// Returns whether the caller disconnected, so that no answer can be sent. A refusal is still recorded.
    /// </summary>
    private static bool IsGone(HttpContext context, Exception failure) =>
        failure is not (GraphRefusal or EdgeFailure)
        && (failure is OperationCanceledException || context.RequestAborted.IsCancellationRequested);

    private Answer Explain(HttpContext context, Exception failure, string trace)
    {
        switch (failure)
        {
            case GraphRefusal refusal:
                if (refusal.Challenge is { } challenge)
                    context.Response.Headers.WWWAuthenticate = challenge.Replace('\n', ' ');
                return new Answer(refusal.Status, refusal.ToEnvelope(trace));
            case EdgeFailure edge:
                return new Answer(edge.Status, null)
                {
                    Raw = System.Text.Encoding.UTF8.GetBytes(edge.Html),
                    ContentType = "text/html; charset=utf-8",
                };
            default:
                PipelineLog.Failed(_logger, context.Request.Path, failure);
                var unknown = new GraphRefusal(1, "An unknown error occurred", 500) { IsTransient = true };
                return new Answer(500, unknown.ToEnvelope(trace));
        }
    }

    private static RequestRecord NewRecord(
        World world,
        HttpRequest request,
        string method,
        GraphPath path,
        ReadInput read,
        string? credential,
        string trace
    ) =>
        new()
        {
            Method = method,
            Path = "/" + path.Rest,
            Version = path.Version,
            Credential = credential,
            Query = request.QueryString.HasValue ? request.Query.Keys.ToList() : [],
            RawBody = read.Raw,
            FormNames = read.Raw.Length == 0 ? [.. read.Input.Names] : [],
            TraceId = trace,
            At = world.Clock.Inner.GetUtcNow(),
        };

    private Call NewCall(
        World world,
        HttpRequest request,
        string method,
        GraphPath path,
        ReadInput read,
        string? credential
    ) =>
        new()
        {
            World = world,
            Schema = _schema.Value,
            Method = method,
            Path = path.Rest,
            Version = path.Version,
            VersionNumber = path.VersionNumber,
            BaseUrl = $"{request.Scheme}://{request.Host}",
            Input = read.Input,
            RawBody = read.Raw,
            Headers = request.Headers,
            WantsMetadata = read.Of("metadata") is "1" or "true",
            Credential = credential,
        };

    private static async Task<Answer> RunAsync(Call call, HttpContext context, ReadInput read)
    {
        var cancel = context.RequestAborted;
        var proof = read.Of("appsecret_proof");
        if (call.World.Faults.Any)
            await FaultInjection.ApplyAsync(call, OperationIdOf(call), cancel);
        var answer = call.World.Change(() => AdmitAndAct(call, proof), out var saved);
        if (answer is null)
        {
            await call.Operation!.Prepare!(call, cancel);
            answer = call.World.Change(() => call.Operation.Act(call), out saved);
        }
        if (!saved.IsCompletedSuccessfully)
            await saved;
        if (call.CutAfter)
            throw new RequestCut();
        GraphHeaders.WriteUsage(context.Response, call, answer.Status);
        return answer;
    }

    /// <summary>Runs under one hold of the gate, unless the operation has outside work to do first.</summary>
    private static Answer? AdmitAndAct(Call call, string? proof)
    {
        Admit(call, proof);
        return call.Operation!.Prepare is null ? call.Operation.Act(call) : null;
    }

    /// <summary>Checks everything that must hold before the operation acts.</summary>
    private static void Admit(Call call, string? proof)
    {
        if (call.Schema.Operations.IsRoot(call.Path))
        {
            call.Operation = call.Schema.Operations.Root(call.Method, call.Path);
            if (call.Credential is not null)
                call.Token = TokenRules.Authenticate(call.World, call.Credential, proof);
        }
        else
        {
            call.Token = TokenRules.Authenticate(call.World, call.Credential, proof);
            Route(call);
            AccessRules.Check(call.World, call.Token, call.Operation!, call.Node!);
            CountUsage(call, call.Token);
        }
        call.Input.Check(call.Operation!);
    }

    /// <summary>Counts a management call against the hourly limit of its WhatsApp Business account.</summary>
    private static void CountUsage(Call call, Token token)
    {
        if (call.Operation!.IsSend || call.Node?.WabaId is not { } waba)
            return;
        if (!call.World.Usage.TryCount(token.AppId, waba))
            throw Refusals.Product(
                80007,
                "The hourly limit of management calls for this WhatsApp Business account is used up."
            );
    }

    private static void Route(Call call)
    {
        var (id, edge) = Split(call.Path);
        call.Node =
            id == "me" ? Me(call)
            : call.World.TryFind(id, out var node) && call.Schema.Types.Has(node) ? node
            : throw UnknownId(call, id);
        (call.Operation, call.Tail) = call.Schema.Operations.Find(call.Node, call.Method, edge, call.Path);
    }

    private static Node Me(Call call)
    {
        var token = call.Caller;
        if (token.IsApp())
            throw new GraphRefusal(
                2500,
                "An active access token must be used to query information about the current user."
            );
        return call.World.TryFind(token.ProfileId ?? token.UserId ?? "", out var node)
            ? node
            : throw Refusals.UnknownObject(call.Method, "me");
    }

    private static GraphRefusal UnknownId(Call call, string id) =>
        id.Length == 0 ? Refusals.UnknownPath("/")
        : id.All(char.IsAsciiDigit) || call.Method != "GET" ? Refusals.UnknownObject(call.Method, id)
        : new GraphRefusal(
            803,
            $"(#803) Some of the aliases you requested do not exist: {(id.Length > 100 ? id[..100] : id)}",
            404
        );

    /// <summary>Finds the operation by path alone, because faults strike before authorisation.</summary>
    private static string? OperationIdOf(Call call) =>
        call.World.Read(() =>
        {
            if (call.Schema.Operations.IsRoot(call.Path))
                return call.Schema.Operations.TryRoot(call.Method, call.Path)?.Id;
            var (id, edge) = Split(call.Path);
            return call.World.TryFind(id, out var node)
                ? call.Schema.Operations.TryFind(node, call.Method, edge)?.Id
                : null;
        });

    private static (string Id, string Edge) Split(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
    }

    private static string EffectiveMethod(string method, string? asked) =>
        asked?.ToUpperInvariant() switch
        {
            "GET" or "POST" or "DELETE" => asked.ToUpperInvariant(),
            _ => method,
        };
}

internal static partial class PipelineLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Unhandled failure at {Path}")]
    public static partial void Failed(ILogger logger, string path, Exception failure);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Waking {Node} failed")]
    public static partial void WakeFailed(ILogger logger, string node, Exception failure);
}
