using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Businesses;

public sealed class ClientBusinessTests
{
    [Theory]
    [InlineData("", "business_status,id,name,verification_status")]
    [InlineData("?fields=id", "id")]
    [InlineData("?fields=name,created_time", "created_time,id,name")]
    public async Task Client_businesses_have_the_fields_that_were_asked_for(string query, string members)
    {
        await using var meta = await Meta.StartAsync();
        meta.Connect();
        var clients = (
            await meta.GetAsync(
                $"v23.0/{meta.Emulator.AppId}/connected_client_businesses{query}",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed()["data"]!.AsArray();
        string.Join(',', clients[0]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal))
            .ShouldBe(members);
    }

    [Fact]
    public async Task An_unknown_field_of_a_client_business_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        meta.Connect();
        (
            await meta.GetAsync(
                $"v23.0/{meta.Emulator.AppId}/connected_client_businesses?fields=colour",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldBeRefused(100);
    }
}
