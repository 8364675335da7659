using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>
/// A handshake takes the same steps for every verify token: one look-up by a keyed hash, whether the token is of this
/// tenant, of another tenant or unknown, and also after a change of the master key. So its time reveals nothing. The
/// test counts the steps, because measured times vary.
/// </summary>
public sealed class HandshakeEffortTests : IDisposable
{
    private readonly ConcurrentQueue<string> _lookUps = new();
    private readonly ActivityListener _listener;
    private string _database = "none yet";

    public HandshakeEffortTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Every_handshake_looks_up_one_hash_whatever_the_master_keys_are()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres);
        // Other tests run at the same time, on other databases.
        _database = new NpgsqlConnectionStringBuilder(stage.Host.Get<IConfiguration>()["Storage:Postgres"]).Database!;
        var other = await stage.Host.CreateOrganizationAsync("Other");
        await stage.SetUpAsync(
            await stage.CreateInstanceAsync(),
            stage.Meta.Connect(),
            more: ""","verify_token":"the-first-tenants" """
        );
        await other
            .Sandbox.PostJsonAsync(
                Channel(await other.Sandbox.CreateInstanceAsync()),
                SetUpJson(stage.Meta.Connect(), more: ""","verify_token":"the-second-tenants" """)
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        // This server starts after a change of the master key, and its hashes stay as they were.
        string[] keys =
        [
            "next:" + Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()),
            "test:" + Convert.ToBase64String(Encoding.ASCII.GetBytes(PatchbayHost.MasterKey)),
        ];
        await using var next = await stage.Host.StartSecondAsync(
            new Dictionary<string, string?>(stage.Settings)
            {
                ["Vault:MasterKeys:0"] = keys[0],
                ["Vault:MasterKeys:1"] = keys[1],
            }
        );

        foreach (
            var (token, status) in new[]
            {
                ("the-first-tenants", 200),
                ("the-second-tenants", 200),
                ("the-first-tenantz", 403),
                ("x", 403),
                ("", 403),
                (new string('x', 2000), 403),
            }
        )
        {
            (await EffortAsync(stage.Host, token, status)).ShouldBe(1, token);
            (await EffortAsync(next, token, status)).ShouldBe(1, token);
        }
    }

    private async Task<int> EffortAsync(PatchbayHost host, string token, int status)
    {
        _lookUps.Clear();
        var answer = await host.Anonymous.GetAsync(
            $"{Hook}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1"
        );
        ((int)answer.StatusCode).ShouldBe(status);
        return _lookUps.Count;
    }

    private void Note(Activity activity)
    {
        if (Says(activity, _database) && Says(activity, "verify_token_hash = "))
            _lookUps.Enqueue(activity.DisplayName);
    }

    private static bool Says(Activity activity, string text) =>
        activity.TagObjects.Any(tag => tag.Value is string value && value.Contains(text, StringComparison.Ordinal));
}
