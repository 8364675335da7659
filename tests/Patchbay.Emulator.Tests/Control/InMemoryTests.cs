using Patchbay.Emulator.Hosting;

namespace Patchbay.Emulator.Tests.Control;

public sealed class InMemoryTests
{
    [Fact]
    public async Task Without_a_port_requests_are_answered_by_the_handler()
    {
        await using var emulator = await GraphEmulator.StartAsync(new EmulatorOptions { Urls = "" }, Meta.Cancel);
        using var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress };
        var shop = emulator.Connect();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + shop.AccessToken);

        (await client.GetStringAsync($"v23.0/{shop.PhoneNumberId}", Meta.Cancel)).ShouldContain(shop.PhoneNumberId);
        using var sent = await client.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/messages",
            new StringContent(
                """{"messaging_product":"whatsapp","to":"15550100001","text":{"body":"hi"}}""",
                System.Text.Encoding.UTF8,
                "application/json"
            ),
            Meta.Cancel
        );
        ((int)sent.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_cut_connection_throws_in_the_in_memory_handler()
    {
        await using var emulator = await GraphEmulator.StartAsync(new EmulatorOptions { Urls = "" }, Meta.Cancel);
        using var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress };
        emulator.AddFault(Fault.Preset("cut"));

        await Should.ThrowAsync<HttpRequestException>(async () => await client.GetAsync("v23.0/me", Meta.Cancel));
    }
}
