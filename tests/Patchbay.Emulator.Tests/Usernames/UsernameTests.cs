namespace Patchbay.Emulator.Tests.Usernames;

public sealed class UsernameTests
{
    [Fact]
    public async Task A_username_like_the_display_name_is_approved_at_once_and_can_be_removed()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect("Aurora Shop");

        ((string)(await AskAsync(meta, shop, "Aurora.Shop")).ShouldSucceed()["status"]!).ShouldBe("APPROVED");
        (
            (string)
                (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/username", shop.AccessToken)).ShouldSucceed()[
                    "username"
                ]!
        ).ShouldBe("aurora.shop");
        (await meta.DeleteAsync($"v23.0/{shop.PhoneNumberId}/username", shop.AccessToken)).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{shop.PhoneNumberId}/username", shop.AccessToken)).ShouldBeRefused(100);
        await meta.SettleAsync();

        meta.Webhooks.Of("business_username_update")
            .Select(v => (string)v["status"]!)
            .ShouldBe(["approved", "deleted"]);
    }

    [Fact]
    public async Task A_username_unlike_the_display_name_is_reviewed_and_a_second_request_is_rejected()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect("Aurora Shop");

        ((string)(await AskAsync(meta, shop, "best_bread")).ShouldSucceed()["status"]!).ShouldBe("PENDING");
        ((string)(await AskAsync(meta, shop, "best_rolls")).ShouldSucceed()["rejection_reasons"]![0]!).ShouldBe(
            "EXISTING_PENDING_REQUEST"
        );
        (
            (string)
                (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/username", shop.AccessToken)).ShouldSucceed()[
                    "requested_username"
                ]!
        ).ShouldBe("best_bread");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));

        (
            (string)
                (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}?fields=username", shop.AccessToken)).ShouldSucceed()[
                    "username"
                ]!
        ).ShouldBe("best_bread");
    }

    [Fact]
    public async Task A_username_request_can_be_cancelled()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect("Aurora Shop");
        var request = $"v23.0/{shop.PhoneNumberId}/requested_username";

        (await meta.DeleteAsync(request, shop.AccessToken)).ShouldBeRefused(100);
        (await AskAsync(meta, shop, "best_bread")).ShouldSucceed();
        (await meta.DeleteAsync(request, shop.AccessToken)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));

        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/username", shop.AccessToken))
            .ShouldSucceed()["username"]
            .ShouldBeNull();
    }

    [Fact]
    public async Task A_username_under_review_is_taken_regardless_of_letter_case()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, other) = (meta.Connect("Aurora Shop"), meta.Connect("Other Shop"));
        (await AskAsync(meta, shop, "best_bread")).ShouldSucceed();

        (await AskAsync(meta, other, "BEST_bread")).ShouldBeRefused(147001);
        var ideas = (
            await meta.GetAsync($"v23.0/{other.PhoneNumberId}/username_suggestions", other.AccessToken)
        ).ShouldSucceed()["data"]![0]!["username_suggestions"]!
            .AsArray()
            .Select(s => (string)s!)
            .ToList();
        (await AskAsync(meta, shop, ideas[0])).ShouldSucceed();
        (await AskAsync(meta, other, ideas[0])).ShouldSucceed();
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("12345")]
    [InlineData(".aurora")]
    [InlineData("aurora..shop")]
    [InlineData("www.aurora")]
    [InlineData("aurora.com")]
    [InlineData("aurora shop")]
    public async Task A_malformed_username_is_refused(string name)
    {
        await using var meta = await Meta.StartAsync();

        (await AskAsync(meta, meta.Connect("Aurora Shop"), name)).ShouldBeRefused(100);
    }

    [Fact]
    public async Task An_unregistered_number_gets_no_username()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect("Aurora Shop");
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldSucceed();

        (await AskAsync(meta, shop, "aurora.shop")).ShouldBeRefused(147002);
    }

    private static Task<Reply> AskAsync(Meta meta, ConnectedNumber shop, string name) =>
        meta.PostAsync($"v23.0/{shop.PhoneNumberId}/username", $$"""{"username":"{{name}}"}""", shop.AccessToken);
}
