using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Work;

/// <summary>Expired rows are deleted in small steps; the others are kept.</summary>
public sealed class RetentionTests
{
    [Theory, EachDatabase]
    public async Task Received_webhooks_and_quarantine_are_deleted_after_thirty_days_and_not_before(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync([
            .. Enumerable
                .Range(0, 450)
                .Select(i => Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, $"wamid.{i}"))),
        ]);
        await stage.PostSignedAsync(Encoding.UTF8.GetBytes("not JSON"));
        await stage.WhenWorkedOffAsync();

        stage.Clock.Advance(TimeSpan.FromDays(30));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.StoredAsync()).ShouldBe((450, 1));

        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.StoredAsync()).ShouldBe((0, 0));
        (await stage.ScalarAsync<int>("select count(*) from messages")).ShouldBe(450); // the history is never deleted
    }

    [Theory, EachDatabase]
    public async Task Unfinished_rows_are_kept_however_old(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await stage.ShouldBeTakenAsync(Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, "wamid.1")));
        await stage.WhenWorkedOffAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "insert into inbound_pending (event_id, due_at, attempts) "
                            + "select id, 9000000000000, 0 from inbound_events"
                    ),
                default
            );

        stage.Clock.Advance(TimeSpan.FromDays(40));
        await stage.Host.Get<Pruner>().PruneAsync(default);

        (await stage.StoredAsync()).Events.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task An_idempotency_key_is_deleted_after_a_day(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/v1/phones/{phone.Id}/messages")
        {
            Content = HttpJson.Json(MessageStage.HelloJson),
        };
        call.Headers.Add("Idempotency-Key", "a");
        (await stage.Api.SendAsync(call)).EnsureSuccessStatusCode();

        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.ScalarAsync<int>("select count(*) from idempotency_records")).ShouldBe(1);

        stage.Clock.Advance(TimeSpan.FromHours(24));
        await stage.Host.Get<Pruner>().PruneAsync(default);
        (await stage.ScalarAsync<int>("select count(*) from idempotency_records")).ShouldBe(0);
    }

    [Fact]
    public async Task A_kind_of_rows_that_fails_does_not_stop_the_others()
    {
        var steps = new List<int>();
        await using var host = await PatchbayHost.StartAsync(services: services =>
        {
            services.AddSingleton(new Pruned("broken", (_, _, _, _) => throw new InvalidOperationException()));
            services.AddSingleton(
                new Pruned(
                    "counted",
                    (_, _, rows, _) =>
                    {
                        steps.Add(rows);
                        return Task.FromResult(steps.Count < 3 ? rows : 0);
                    }
                )
            );
        });

        await host.Get<Pruner>().PruneAsync(default);

        steps.Count.ShouldBe(3); // each full step is followed by another step
    }
}
