using System.Net;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Outbound;

internal static class OutboundSetup
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>();
        services.AddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton<AddressDialer>(CheckedConnector.DialTcpAsync);
        services.AddSingleton<AddressPolicy>();
        services.AddSingleton<OutboundHttp>();
        services.AddSingleton<OutboundTcp>();
    }
}
