using Microsoft.Extensions.DependencyInjection;
using Patchbay.Graph.Hosting;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Hosting;

public sealed class ServiceTests
{
    [Fact]
    public async Task One_client_is_registered_with_its_options()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"id":"1"}""");
        var services = new ServiceCollection();
        services.AddGraphClient(_ => new() { BaseAddress = graph.Address, Version = "v24.0" });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<GraphClient>();
        client.ShouldBeSameAs(provider.GetRequiredService<GraphClient>());
        await client.As("t").PhoneNumbers.GetAsync("1");
        graph.Single.Path.ShouldBe("/v24.0/1");
    }
}
