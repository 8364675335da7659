using Patchbay.Emulator.Control;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Pages;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Pipeline;
using Patchbay.Emulator.Registry;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Composition;

/// <summary>
/// Sends a request to the pages, the control API, the payment providers or the dialogs. Every other path is Graph.
/// </summary>
internal sealed class RequestRouter(WorldSet worlds, EmulatorOptions options, ILogger logger)
{
    private static readonly GraphRefusal ForeignHost = new(
        100,
        "The control API and the pages answer to localhost only; name other hosts with --hosts",
        403
    );

    private readonly GraphPipeline _graph = new(worlds, EmulatorSchema.Shared, logger);
    private readonly ControlApi _control = new(worlds, options);
    private readonly DialogApi _dialogs = new(worlds);
    private readonly PaymentStandIns _payments = new(worlds);
    private readonly OwnHosts _hosts = new(options);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/_emulator", StringComparison.Ordinal))
            return OwnAsync(context, () => _control.HandleAsync(context, path["/_emulator".Length..].Trim('/')));
        if (StaticPages.Find(path) is { } page)
            return OwnAsync(context, () => StaticPages.WriteAsync(context, page));
        if (PaymentStandIns.Owns(path))
            return _payments.HandleAsync(context, path);
        var graph = GraphPath.Parse(path);
        if (DialogApi.Owns(graph))
            return OwnAsync(context, () => _dialogs.HandleAsync(context, graph));
        return _graph.HandleAsync(context, graph);
    }

    private Task OwnAsync(HttpContext context, Func<Task> handle) =>
        _hosts.Has(context.Request.Host)
            ? handle()
            : JsonHttp.RefuseAsync(context.Response, ForeignHost, context.RequestAborted);
}
