using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>From a verified body to rows on disk.</summary>
internal sealed class Receiver(TenantRouter router, Intake intake, Database database)
{
    /// <summary>True when everything is stored. Odd content is stored too, apart: it never makes Meta repeat itself.</summary>
    public async Task<bool> TakeAsync(string environment, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var events = PayloadSplitter.Split(body);
        if (events is null) return await intake.StoreAsync(new([], [new(environment, "unreadable", body.ToArray())]));
        try
        {
            return await intake.StoreAsync(await router.RouteAsync(environment, events, cancellation));
        }
        catch (Exception error) when (database.IsUnavailable(error))
        {
            return false;
        }
    }
}
