using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData(true, null, "http://127.0.0.1:8080")]
    [InlineData(true, null, "http://localhost:8080")]
    [InlineData(true, null, "http://[::1]:8080", "https://127.0.0.1:8443")]
    [InlineData(true, "http://localhost:5000", "http://127.0.0.1:8080")]
    [InlineData(false, "https://patchbay.example.com", "http://127.0.0.1:8080")]
    [InlineData(false, "http://192.168.1.7:8080", "http://127.0.0.1:8080")]
    [InlineData(false, "patchbay.example.com", "http://127.0.0.1:8080")]
    [InlineData(false, null, "http://0.0.0.0:8080")]
    [InlineData(false, null, "http://[::]:8080")]
    [InlineData(false, null, "http://+:8080")]
    [InlineData(false, null, "http://127.0.0.1:8080", "http://0.0.0.0:8081")]
    [InlineData(false, null, "http://unix:/run/patchbay.sock")]
    [InlineData(false, "http://localhost:5000")]
    public void Loopback_is_for_the_sandbox_of_a_server_that_only_this_machine_reaches(
        bool allowed,
        string? known,
        params string[] listening
    )
    {
        var policy = Policy(known, listening);
        foreach (var loopback in (string[])["127.0.0.1", "127.8.9.10", "::1"])
        {
            policy.Permits(Environments.Sandbox, IPAddress.Parse(loopback)).ShouldBe(allowed, loopback);
            policy.Permits(Environments.Production, IPAddress.Parse(loopback)).ShouldBeFalse(loopback);
        }
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.168.0.1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void The_exemption_of_loopback_covers_no_other_address(string address) =>
        Policy(null, "http://127.0.0.1:8080").Permits(Environments.Sandbox, IPAddress.Parse(address)).ShouldBeFalse();

    private static AddressPolicy Policy(string? known, params string[] listening)
    {
        var addresses = new ServerAddressesFeature();
        foreach (var address in listening)
            addresses.Addresses.Add(address);
        var features = new FeatureCollection();
        features.Set<IServerAddressesFeature>(addresses);
        return new(
            Options.Create(new OutboundOptions()),
            new(Options.Create(new ServerOptions { PublicBaseUrl = known }), new Listening(features))
        );
    }

    private sealed class Listening(IFeatureCollection features) : IServer
    {
        public IFeatureCollection Features => features;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => throw new NotSupportedException("Only its addresses are asked for.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
