namespace Patchbay.Emulator.Tests.Activities;

public sealed class ActivityTests
{
    [Fact]
    public async Task The_activity_log_of_an_account_is_listed_newest_first()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (await meta.PostAsync($"v23.0/{shop.WabaId}", """{"name":"Renamed"}""", shop.AccessToken)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));
        (
            await meta.PostAsync(
                $"v23.0/{shop.WabaId}/phone_numbers",
                """{"cc":"1","phone_number":"5552020202","verified_name":"Two"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.WabaId}", """{"timezone_id":"481"}""", shop.AccessToken)).ShouldBeRefused(
            100
        );

        var log = (await meta.GetAsync($"v23.0/{shop.WabaId}/activities", shop.AccessToken)).ShouldSucceed()[
            "data"
        ]!.AsArray();

        log.Select(a => (string)a!["activity_type"]!).ShouldBe(["PHONE_NUMBER_ADDED", "ACCOUNT_UPDATED"]);
        ((string)log[0]!["description"]!).ShouldContain("555-202-0202");
        ((string)log[0]!["actor_type"]!).ShouldBe("API");
    }

    [Fact]
    public async Task The_activity_log_is_filtered_by_kind_and_time()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (await meta.PostAsync($"v23.0/{shop.WabaId}", """{"name":"Renamed"}""", shop.AccessToken)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(1));
        var later = meta.Clock.GetUtcNow().Add(TimeSpan.FromMinutes(59)).ToUnixTimeSeconds();
        (await meta.PostAsync($"v23.0/{shop.WabaId}", """{"name":"Again"}""", shop.AccessToken)).ShouldSucceed();
        async Task<int> Count(string query) =>
            (await meta.GetAsync($"v23.0/{shop.WabaId}/activities?{query}", shop.AccessToken)).ShouldSucceed()["data"]!
                .AsArray()
                .Count;

        (await Count("activity_type=ACCOUNT_UPDATED")).ShouldBe(2);
        (await Count("activity_type=USER_ADDED")).ShouldBe(0);
        (await Count($"since={later}")).ShouldBe(1);
        (await meta.GetAsync($"v23.0/{shop.WabaId}/activities?since=yesterday", shop.AccessToken)).ShouldBeRefused(100);
        (
            await meta.GetAsync($"v23.0/{shop.WabaId}/activities?activity_type=NONSENSE", shop.AccessToken)
        ).ShouldBeRefused(100);
    }
}
