using Patchbay.Server.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Outgoing;

/// <summary>Whether an account or number that an endpoint is bound to is the tenant's.</summary>
internal sealed class EndpointScope(WabaStore wabas, PhoneStore phones)
{
    public async Task<Problem?> CheckAsync(Tenant tenant, Guid? wabaId, Guid? phoneId, CancellationToken cancellation)
    {
        if (wabaId is { } waba && await wabas.FindAsync(tenant, waba, cancellation) is null) return PhoneEndpoints.NoWaba with { Field = "wabaId" };
        return phoneId is { } phone && await phones.FindAsync(tenant, phone, cancellation) is null ? PhoneEndpoints.NoPhone with { Field = "phoneNumberId" } : null;
    }
}
