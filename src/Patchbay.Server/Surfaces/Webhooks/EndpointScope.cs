using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>Checks that the account, number and instance of a webhook belong to the tenant.</summary>
internal sealed class EndpointScope(WabaStore wabas, PhoneStore phones, InstanceStore instances)
{
    private static readonly Problem NoInstance = Problem.NotFound("instance");

    public async Task<Problem?> CheckAsync(Tenant tenant, CreateEndpointRequest request, CancellationToken cancellation)
    {
        if (request.WabaId is { } waba && await wabas.FindAsync(tenant, waba, cancellation) is null)
            return PhoneEndpoints.NoWaba with { Field = "wabaId" };
        if (request.InstanceId is { } instance && await instances.FindAsync(tenant, instance, cancellation) is null)
            return NoInstance with { Field = "instanceId" };
        if (request.PhoneNumberId is { } phone && await phones.FindAsync(tenant, phone, cancellation) is null)
            return PhoneEndpoints.NoPhone with { Field = "phoneNumberId" };
        return null;
    }
}
