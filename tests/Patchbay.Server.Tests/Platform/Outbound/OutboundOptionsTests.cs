using Microsoft.Extensions.Options;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

public sealed class OutboundOptionsTests
{
    [Theory]
    [InlineData("somewhere")]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.1.2.3/8")]
    [InlineData("10/8")]
    [InlineData(" 10.0.0.0/8")]
    [InlineData("fd00::1/48")]
    [InlineData("::ffff:10.0.0.0/104")]
    public async Task A_network_in_ambiguous_form_stops_the_start_and_is_named(string entry)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync("10.20.0.0/16", entry));
        error.Message.ShouldContain($"Outbound:AllowedNetworks has '{entry}'");
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("192.168.1.7/32")]
    [InlineData("FD00:20::/48")]
    [InlineData("::1/128")]
    public async Task A_network_in_canonical_form_is_accepted(string entry) =>
        await (await StartAsync(entry)).DisposeAsync();

    private static Task<PatchbayHost> StartAsync(params string[] networks) =>
        PatchbayHost.StartAsync(
            settings: networks
                .Index()
                .ToDictionary(network => $"Outbound:AllowedNetworks:{network.Index}", network => (string?)network.Item)
        );
}
