using Patchbay.Emulator.Control;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Pages;
using Patchbay.Emulator.Payments;
using Patchbay.Emulator.Pipeline;
using Patchbay.Emulator.Registry;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Composition;

/// <summary>
/// Sends a request to the pages, the control API, the payment providers or the dialogs. Every other path is Graph.
/// </summary>
internal sealed class RequestRouter(WorldSet worlds, EmulatorOptions options, ILogger logger)
{
    private readonly GraphPipeline _graph = new(worlds, EmulatorSchema.Shared, logger);
    private readonly ControlApi _control = new(worlds, options);
    private readonly DialogApi _dialogs = new(worlds);
    private readonly PaymentStandIns _payments = new(worlds);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/_emulator", StringComparison.Ordinal))
            return _control.HandleAsync(context, path["/_emulator".Length..].Trim('/'));
        if (StaticPages.Find(path) is { } page)
            return StaticPages.WriteAsync(context, page);
        if (PaymentStandIns.Owns(path))
            return _payments.HandleAsync(context, path);
        var graph = GraphPath.Parse(path);
        if (DialogApi.Owns(graph))
            return _dialogs.HandleAsync(context, graph);
        return _graph.HandleAsync(context, graph);
    }
}
