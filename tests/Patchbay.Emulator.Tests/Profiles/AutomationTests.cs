namespace Patchbay.Emulator.Tests.Profiles;

public sealed class AutomationTests
{
    [Fact]
    public async Task New_prompts_replace_old_ones_and_keep_the_greeting_and_the_commands()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (
            await ConfigureAsync(
                meta,
                shop,
                """
                {"enable_welcome_message":true,"prompts":["Opening hours?"],"commands":[{"command_name":"help",
                "command_description":"Get help"}]}
                """
            )
        ).ShouldSucceed();
        (await ConfigureAsync(meta, shop, """{"prompts":["Where are you?","What is fresh?"]}""")).ShouldSucceed();
        var world = meta.Emulator.Host.Worlds.Default;
        var id = world.Read(() => world.All<Emulator.Profiles.Bot>().Single().Id);

        var bot = (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed();

        ((bool)bot["enable_welcome_message"]!).ShouldBeTrue();
        bot["prompts"]!.AsArray().Select(p => (string)p!).ShouldBe(["Where are you?", "What is fresh?"]);
        ((string)bot["commands"]![0]!["command_name"]!).ShouldBe("help");
    }

    [Theory]
    [InlineData("""{"prompts":["1","2","3","4","5"]}""")]
    [InlineData("""{"commands":[{"command_name":"with space","command_description":"x"}]}""")]
    [InlineData(
        """
            {"commands":[{"command_name":"twice","command_description":"x"},{"command_name":"twice",
            "command_description":"y"}]}
            """
    )]
    [InlineData("""{"commands":[{"command_name":"help"}]}""")]
    [InlineData(
        """{"commands":[{"command_name":"a_name_that_is_longer_than_32_characters","command_description":"x"}]}"""
    )]
    public async Task Invalid_prompts_and_commands_are_refused(string body)
    {
        await using var meta = await Meta.StartAsync();

        (await ConfigureAsync(meta, meta.Connect(), body)).ShouldBeRefused(100);
    }

    [Theory]
    [InlineData("""{"messaging_product":"whatsapp","about":""}""")]
    [InlineData("""{"messaging_product":"whatsapp","email":"nowhere"}""")]
    [InlineData("""{"messaging_product":"whatsapp","websites":["shop.example.com"]}""")]
    [InlineData("""{"messaging_product":"whatsapp","websites":["https://a.test","https://b.test","https://c.test"]}""")]
    [InlineData("""{"messaging_product":"whatsapp","vertical":"CIRCUS"}""")]
    [InlineData("""{"messaging_product":"whatsapp","profile_picture_handle":"4::made-up"}""")]
    public async Task An_invalid_profile_is_refused(string body)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/whatsapp_business_profile", body, shop.AccessToken)
        ).ShouldBeRefused(100);
    }

    private static Task<Reply> ConfigureAsync(Meta meta, ConnectedNumber shop, string body) =>
        meta.PostAsync($"v23.0/{shop.PhoneNumberId}/conversational_automation", body, shop.AccessToken);
}
