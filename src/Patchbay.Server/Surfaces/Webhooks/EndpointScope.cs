using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Webhooks;

/// <summary>Whether an account, number or instance that an endpoint is bound to is the tenant's.</summary>
internal sealed class EndpointScope(WabaStore wabas, PhoneStore phones, InstanceStore instances)
{
    private static readonly Problem NoInstance = Problem.NotFound("instance");

    public async Task<Problem?> CheckAsync(
        Tenant tenant,
        Guid? wabaId,
        Guid? phoneId,
        Guid? instanceId,
        CancellationToken cancellation
    )
    {
        if (wabaId is { } waba && await wabas.FindAsync(tenant, waba, cancellation) is null)
            return PhoneEndpoints.NoWaba with { Field = "wabaId" };
        if (instanceId is { } instance && await instances.FindAsync(tenant, instance, cancellation) is null)
            return NoInstance with { Field = "instanceId" };
        return phoneId is { } phone && await phones.FindAsync(tenant, phone, cancellation) is null
            ? PhoneEndpoints.NoPhone with
            {
                Field = "phoneNumberId",
            }
            : null;
    }
}
