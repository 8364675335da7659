using System.Net;
using System.Text;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Secrets;

public sealed class MasterKeyRotationTests
{
    private static readonly string Old =
            "test:" + Convert.ToBase64String(Encoding.ASCII.GetBytes(PatchbayHost.MasterKey)),
        New = "next:" + Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    [Theory, EachDatabase]
    public async Task A_rotation_under_load_wraps_every_data_key_under_the_new_master_key_without_failures(
        DatabaseKind kind
    )
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        for (var i = 0; i < 120; i++)
            await stage.Host.CreateOrganizationAsync($"Org {i}");
        // The next server has both keys, the new key first. The running server has only the old key and keeps working.
        await using var next = await stage.Host.StartSecondAsync(Both(stage, New, Old));
        var rotation = next.Get<MasterKeyRotation>();

        using var stop = new CancellationTokenSource();
        var load = LoadAsync(next, stage, made.Id(), stop.Token);
        while (await rotation.StepAsync(default))
            (await rotation.ProgressAsync(default)).Wrapped.ShouldBeGreaterThan(0);
        await stop.CancelAsync();

        (await load).ShouldBeGreaterThan(0);
        var progress = await rotation.ProgressAsync(default);
        (progress.ActiveKeyId, progress.IsDone, progress.Wrapped).ShouldBe(("next", true, progress.Total));
    }

    [Fact]
    public async Task The_old_key_can_be_removed_only_after_the_rotation()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var missing = await Should.ThrowAsync<InvalidOperationException>(() =>
            stage.Host.StartSecondAsync(Both(stage, New))
        );
        missing.Message.ShouldContain("'test'");

        await using (var next = await stage.Host.StartSecondAsync(Both(stage, New, Old)))
        {
            while (await next.Get<MasterKeyRotation>().StepAsync(default)) { }
        }
        await using var last = await stage.Host.StartSecondAsync(Both(stage, New));
        var connections = last.Get<Patchbay.Server.Connections.ConnectionStore>();
        var row = await connections.FindAsync(stage.Organization.SandboxTenant, made.Id(), default);
        (await connections.TokenAsync(row!, default))!.Reveal().ShouldBe(number.AccessToken);
    }

    private static Dictionary<string, string?> Both(Stage stage, params string[] keys)
    {
        var settings = new Dictionary<string, string?>(stage.Settings);
        for (var i = 0; i < keys.Length; i++)
            settings[$"Vault:MasterKeys:{i}"] = keys[i];
        return settings;
    }

    // Seals and opens on the new server until the rotation ends.
    private static async Task<int> LoadAsync(
        PatchbayHost host,
        Stage stage,
        string connectionId,
        CancellationToken stop
    )
    {
        var vault = host.Get<Vault>();
        var count = 0;
        do
        {
            var place = new SecretPlace(stage.Organization.Id, "connections", connectionId, $"load{count}");
            var box = await vault.SealAsync(place, new Secret("load"), default);
            (await vault.OpenAsync(place, box, default)).Reveal().ShouldBe("load");
            await stage
                .Api.GetAsync($"{ConnectionStage.Root}/{connectionId}", CancellationToken.None)
                .ShouldBeAsync(HttpStatusCode.OK);
            count++;
        } while (!stop.IsCancellationRequested);
        return count;
    }
}
