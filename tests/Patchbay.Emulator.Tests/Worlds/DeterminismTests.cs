namespace Patchbay.Emulator.Tests.Worlds;

public sealed class DeterminismTests
{
    [Fact]
    public async Task Equal_seeds_make_equal_ids_and_different_seeds_different_ids()
    {
        await using var first = await Meta.StartAsync(o => o.Seed = 7);
        await using var second = await Meta.StartAsync(o => o.Seed = 7);
        await using var third = await Meta.StartAsync(o => o.Seed = 8);

        var id = first.Connect().PhoneNumberId;

        second.Connect().PhoneNumberId.ShouldBe(id);
        third.Connect().PhoneNumberId.ShouldNotBe(id);
    }

    [Fact]
    public async Task A_reset_world_forgets_its_nodes_and_repeats_its_ids()
    {
        await using var meta = await Meta.StartAsync();
        var before = meta.Connect();

        meta.Emulator.Reset();

        (await meta.GetAsync($"v23.0/{before.PhoneNumberId}", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(
            100,
            33
        );
        meta.Connect().PhoneNumberId.ShouldBe(before.PhoneNumberId);
    }

    [Fact]
    public async Task A_snapshot_restores_the_world()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        var snapshot = await meta.GetAsync("_emulator/snapshot");
        meta.Emulator.Reset();

        (await meta.PostAsync("_emulator/restore", snapshot.Text)).ShouldSucceed();

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_number_of_one_world_does_not_exist_in_another()
    {
        await using var meta = await Meta.StartAsync();
        var world = (await meta.PostAsync("_emulator/worlds", """{"name":"second"}""")).Json;
        var number = (
            await meta.PostAsync("_emulator/connect?world=second", """{"business_name":"Elsewhere"}""")
        ).ShouldSucceed();
        var id = (string)number["phone_number_id"]!;

        (await meta.GetAsync($"v23.0/{id}", (string)number["access_token"]!)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{id}", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(100, 33);
        ((string)world["app_id"]!).ShouldNotBe(meta.Emulator.AppId);
    }
}
