using System.Net;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Platform.Limits.LimitStage;

namespace Patchbay.Server.Tests.Platform.Limits;

public sealed class WrongKeyTests
{
    [Theory]
    [InlineData("/v1/phones")]
    [InlineData("/v1/provider-connections")]
    [InlineData("/v1/instances")]
    [InlineData("/api/integrations")]
    public async Task Too_many_wrong_keys_from_one_source_are_refused_in_the_shape_of_the_surface(string path)
    {
        await using var stage = await StartAsync("WrongKeysPerMinute", 3);
        foreach (var key in (string[])["nonsense", stage.WrongKey(), "us_no-such-session"])
            (await stage.SendAsync("GET", path, First, key)).Status.ShouldBe(HttpStatusCode.Unauthorized, key);

        foreach (var key in (string[])["nonsense", stage.WrongKey(), "us_no-such-session"])
            (await stage.SendAsync("GET", path, First, key)).ShouldBeLimited();

        (await stage.SendAsync("GET", path, Second, stage.WrongKey())).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_right_key_works_at_the_source_of_a_guesser()
    {
        await using var stage = await StartAsync("WrongKeysPerMinute", 3);
        await GuessAsync(stage, 10);

        (await stage.SendAsync("GET", "/v1/phones", First, await stage.NewKeyAsync())).Status.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task At_the_source_of_a_flood_only_a_right_key_that_was_used_before_works()
    {
        await using var stage = await StartAsync("WrongKeysPerMinute", 3);
        var right = await stage.NewKeyAsync();
        (await stage.SendAsync("GET", "/v1/phones", Second, right)).Status.ShouldBe(HttpStatusCode.OK);
        await GuessAsync(stage, 30);

        (await stage.SendAsync("GET", "/v1/phones", First, await stage.NewKeyAsync())).ShouldBeLimited();
        (await stage.SendAsync("GET", "/v1/phones", First, right)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_right_key_works_while_many_sources_guess_at_it()
    {
        await using var stage = await StartAsync("WrongKeysPerMinuteAndKey", 1);
        var right = await stage.NewKeyAsync();
        var guess = Similar(right);
        for (var i = 1; i <= 5; i++)
            await stage.SendAsync("GET", "/v1/phones", $"198.51.100.{i}", guess);
        (await stage.SendAsync("GET", "/v1/phones", "198.51.100.6", guess)).ShouldBeLimited();

        (await stage.SendAsync("GET", "/v1/phones", "198.51.100.6", right)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_was_revoked_counts_as_a_wrong_key_again()
    {
        await using var stage = await StartAsync("WrongKeysPerMinute", 3);
        var key = await stage.NewKeyAsync();
        (await stage.SendAsync("GET", "/v1/phones", First, key)).Status.ShouldBe(HttpStatusCode.OK);
        var keys = await stage.Api.GetAsync("/v1/api-keys").ShouldBeAsync(HttpStatusCode.OK);
        foreach (var made in keys.GetProperty("data").EnumerateArray())
        {
            if (made.GetProperty("name").GetString() == "limits")
                await stage
                    .Api.DeleteAsync($"/v1/api-keys/{made.GetProperty("id").GetString()}")
                    .ShouldBeAsync(HttpStatusCode.NoContent);
        }
        for (var i = 0; i < 3; i++)
            (await stage.SendAsync("GET", "/v1/phones", First, key)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await stage.SendAsync("GET", "/v1/phones", First, key)).ShouldBeLimited();
    }

    [Fact]
    public async Task Guesses_at_one_key_from_many_sources_are_limited_together()
    {
        await using var stage = await StartAsync("WrongKeysPerMinuteAndKey", 3);
        var guessed = stage.WrongKey();
        for (var i = 1; i <= 3; i++)
            (await stage.SendAsync("GET", "/v1/phones", $"198.51.100.{i}", guessed)).Status.ShouldBe(
                HttpStatusCode.Unauthorized
            );

        (await stage.SendAsync("GET", "/v1/phones", "198.51.100.4", guessed)).ShouldBeLimited();
        (await stage.SendAsync("GET", "/v1/phones", "198.51.100.4", stage.WrongKey())).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1", true)]
    [InlineData("198.51.100.1", "198.51.100.2", false)]
    public async Task A_source_is_an_address_or_an_IPv6_network_of_64_bits(string one, string other, bool isSame)
    {
        await using var stage = await StartAsync("WrongKeysPerMinute", 1);
        (await stage.SendAsync("GET", "/v1/phones", one, "nonsense")).IsLimited.ShouldBeFalse();
        (await stage.SendAsync("GET", "/v1/phones", other, "nonsense")).IsLimited.ShouldBe(isSame);
    }

    private static async Task GuessAsync(Stage stage, int count)
    {
        for (var i = 0; i < count; i++)
            await stage.SendAsync("GET", "/v1/phones", First, stage.WrongKey());
        (await stage.SendAsync("GET", "/v1/phones", First, stage.WrongKey())).ShouldBeLimited();
    }

    /// <summary>A well-formed key with the key id of another.</summary>
    private static string Similar(string key)
    {
        const int check = 6;
        var secret = key[..^check];
        return ApiKeyText.WithCheck(secret[..^1] + (secret[^1] == 'x' ? 'y' : 'x'));
    }
}
