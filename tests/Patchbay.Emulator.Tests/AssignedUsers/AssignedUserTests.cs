namespace Patchbay.Emulator.Tests.AssignedUsers;

public sealed class AssignedUserTests
{
    [Fact]
    public async Task A_user_is_assigned_gets_other_tasks_and_is_removed()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var user = (string)(await meta.GetAsync("v23.0/me", shop.AccessToken)).ShouldSucceed()["id"]!;

        (await AssignAsync(meta, shop, user, "\"MANAGE\"")).ShouldSucceed();
        (await AssignAsync(meta, shop, user, "\"MESSAGING\",\"VIEW_COST\"")).ShouldSucceed();

        var listed = (
            await meta.GetAsync($"v23.0/{shop.WabaId}/assigned_users?business={shop.BusinessId}", shop.AccessToken)
        ).ShouldSucceed();
        ((int)listed["summary"]!["total_count"]!).ShouldBe(1);
        var accounts = (
            await meta.GetAsync($"v23.0/{user}/assigned_whatsapp_business_accounts", shop.AccessToken)
        ).ShouldSucceed()["data"]!;
        accounts[0]!["permissions"]!.AsArray().Select(t => (string)t!).ShouldBe(["MESSAGING", "VIEW_COST"]);
        (await meta.DeleteAsync($"v23.0/{shop.WabaId}/assigned_users?user={user}", shop.AccessToken)).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{shop.WabaId}/assigned_users?user={user}", shop.AccessToken)).ShouldBeRefused(
            100
        );

        var log = (await meta.GetAsync($"v23.0/{shop.WabaId}/activities", shop.AccessToken)).ShouldSucceed()[
            "data"
        ]!.AsArray();
        log.Select(a => (string)a!["activity_type"]!).ShouldBe(["USER_REMOVED", "USER_ROLE_CHANGED", "USER_ADDED"]);
    }

    [Theory]
    [InlineData("1", "\"MANAGE\"")]
    [InlineData(EmulatorDefaults.SystemUserId, "\"FLY\"")]
    [InlineData(EmulatorDefaults.SystemUserId, "")]
    public async Task Unknown_users_and_unknown_or_missing_tasks_are_refused(string user, string tasks)
    {
        await using var meta = await Meta.StartAsync();

        (await AssignAsync(meta, meta.Connect(), user, tasks)).ShouldBeRefused(100);
    }

    private static Task<Reply> AssignAsync(Meta meta, ConnectedNumber shop, string user, string tasks) =>
        meta.PostAsync(
            $"v23.0/{shop.WabaId}/assigned_users",
            $$"""{"user":"{{user}}","tasks":[{{tasks}}]}""",
            shop.AccessToken
        );
}
