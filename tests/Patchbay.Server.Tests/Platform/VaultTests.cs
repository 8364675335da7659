using Patchbay.Server.Platform.Secrets;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform;

public sealed class VaultTests
{
    [Theory, EachDatabase]
    public async Task A_sealed_secret_opens_only_in_its_own_place_and_unchanged(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var acme = await host.CreateOrganizationAsync();
        var vault = host.Get<Vault>();
        var place = new SecretPlace(acme.Id, "connections", "pc_1", "access_token");
        var box = await vault.SealAsync(place, new Secret("token-value"), default);

        (await vault.OpenAsync(place, box, default)).Reveal().ShouldBe("token-value");
        await Should.ThrowAsync<UnreadableSecretException>(async () =>
            await vault.OpenAsync(place with { Row = "pc_2" }, box, default)
        );
        box[^1] ^= 1;
        await Should.ThrowAsync<UnreadableSecretException>(async () => await vault.OpenAsync(place, box, default));
    }

    [Fact]
    public async Task A_wrong_master_key_stops_the_start_and_is_named()
    {
        await using var host = await PatchbayHost.StartAsync();
        var store = host.Get<VaultStore>();
        var other = ServerSetup.Create([
            $"--Vault:MasterKeys:0=test:{Convert.ToBase64String(Enumerable.Repeat((byte)9, 32).ToArray())}",
        ]);
        var error = await Should.ThrowAsync<InvalidOperationException>(() =>
            store.CheckAsync((MasterKeys)other.Services.GetService(typeof(MasterKeys))!, default)
        );
        error.Message.ShouldContain("'test'");
    }

    [Fact]
    public void A_secret_prints_as_stars() => $"{new Secret("hidden")}".ShouldBe("***");
}
