using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Patchbay.Graph.Hosting;

/// <summary>Registers the client with a service collection.</summary>
public static class GraphClientServices
{
    /// <summary>Name of the HTTP client, for adding your own handlers.</summary>
    public const string HttpClientName = "Patchbay.Graph";

    /// <summary>Adds one <see cref="GraphClient"/> for the process.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="options">Creates the options; the default options when omitted.</param>
    /// <remarks>Its requests are not logged, because Meta takes some tokens in URLs.</remarks>
    public static IHttpClientBuilder AddGraphClient(
        this IServiceCollection services,
        Func<IServiceProvider, GraphClientOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => new GraphClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            options?.Invoke(provider),
            provider.GetService<TimeProvider>()
        ));
        return services
            .AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // The client lives as long as the process, so connections are renewed to follow DNS changes.
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    AutomaticDecompression = DecompressionMethods.All,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                }
            );
    }
}
