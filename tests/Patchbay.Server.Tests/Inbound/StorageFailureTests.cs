using System.Net;
using Patchbay.Server.Intake;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Storage that rejects everything, and single events that storage rejects.</summary>
public sealed class StorageFailureTests
{
    [Theory, EachDatabase]
    public async Task A_full_disk_is_a_503_and_the_event_arrives_when_sent_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        // The body needs more pages than the file may have.
        var body = Payload.OneText(phone.MetaPhoneNumberId, "wamid.1", new string('x', 60_000));
        await StorageFaults.FillDiskAsync(stage);

        using var refused = await stage.PostSignedAsync(body);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await stage.StoredAsync()).ShouldBe((0, 0));

        await StorageFaults.FreeDiskAsync(stage);
        await stage.PostSignedAsync(body).ShouldBeAsync(HttpStatusCode.OK);
        (await receiver.NextAsync("message.received")).Data.GetProperty("wamid").GetString().ShouldBe("wamid.1");
    }

    [Fact]
    public async Task A_damaged_file_is_a_503_even_when_the_quarantine_table_is_intact()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    // The table now begins at a page of an index. SQLite calls it malformed and reads the other tables.
                    await session.ExecuteAsync("pragma writable_schema = on");
                    await session.ExecuteAsync(
                        """
                        update sqlite_master
                        set rootpage = (
                            select i.rootpage from sqlite_master i
                            where i.type = 'index' and i.tbl_name = 'inbound_events')
                        where name = 'inbound_events'
                        """
                    );
                    await session.ExecuteAsync("pragma writable_schema = reset");
                },
                default
            );

        using var refused = await stage.PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await stage.ScalarAsync<int>("select count(*) from quarantine")).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_row_that_storage_rejects_is_quarantined_and_the_other_rows_are_stored(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        await RefuseAsync(
            stage,
            "inbound_events",
            stage.Host.Get<Database>().IsPostgres
                ? "position('poison'::bytea in new.change) > 0"
                : "instr(new.change, cast('poison' as blob)) > 0"
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    stage
                        .PostSignedAsync(
                            Payload.OneText(phone.MetaPhoneNumberId, i % 4 == 0 ? $"wamid.poison{i}" : $"wamid.{i}")
                        )
                        .ShouldBeAsync(HttpStatusCode.OK)
                )
        );

        (await stage.StoredAsync()).ShouldBe((9, 3));
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'not_storable'")).ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task An_event_that_cannot_be_projected_does_not_delay_others_and_is_quarantined_after_its_last_attempt(
        DatabaseKind kind
    )
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        await RefuseAsync(stage, "messages", "new.provider_message_id = 'wamid.poison'");

        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Text(phone.MetaPhoneNumberId, "wamid.1"),
                Payload.Text(phone.MetaPhoneNumberId, "wamid.poison"),
                Payload.Text(phone.MetaPhoneNumberId, "wamid.2")
            )
        );

        var told = new[] { await receiver.NextAsync("message.received"), await receiver.NextAsync("message.received") };
        told.Select(webhook => webhook.Data.GetProperty("wamid").GetString()).Order().ShouldBe(["wamid.1", "wamid.2"]);
        // Each probe is projected after the events that were due before it. So the arrival of a probe shows that the
        // poisoned event had its turn.
        for (var attempt = 1; attempt < 8; attempt++)
        {
            (await PoisonAsync(stage)).ShouldBe(attempt);
            await stage.Host.CallsEndedAsync();
            stage.Clock.Advance(TimeSpan.FromSeconds(Math.Pow(4, Math.Min(attempt - 1, 6))));
            await stage.ShouldBeTakenAsync(
                Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, $"wamid.probe{attempt}"))
            );
            (await receiver.NextAsync("message.received"))
                .Data.GetProperty("wamid")
                .GetString()
                .ShouldBe($"wamid.probe{attempt}");
        }
        (await PoisonAsync(stage)).ShouldBeNull();
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'failed'")).ShouldBe(1);
    }

    [Fact]
    public async Task Every_signed_body_is_accepted_and_can_be_stored_or_quarantined()
    {
        await using var stage = await Stage.StartAsync();
        var phone = await stage.ConnectQuietlyAsync();
        var mutations = new Mutations(seed: 11, phone.MetaPhoneNumberId);
        // PATCHBAY_TEST_FUZZ=100000 makes the run longer.
        var count = int.Parse(
            Environment.GetEnvironmentVariable("PATCHBAY_TEST_FUZZ") ?? "3000",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var bodies = Enumerable.Range(0, count).Select(_ => mutations.Next());

        await Parallel.ForEachAsync(
            bodies,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (body, _) =>
            {
                using var response = await stage.PostSignedAsync(body);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, Convert.ToBase64String(body));
            }
        );

        var (events, quarantined) = await stage.StoredAsync();
        events.ShouldBeGreaterThan(500);
        quarantined.ShouldBeGreaterThan(500);
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'not_storable'")).ShouldBe(0);
    }

    // A trigger of the database causes the fault, so that the code under test runs unchanged.
    private static Task RefuseAsync(Stage stage, string table, string when)
    {
        var database = stage.Host.Get<Database>();
        return database.IsPostgres
            ? StorageFaults.RefuseOnPostgresAsync(database, table, when, "P0001")
            : database.WriteAsync(
                session =>
                    session.ExecuteAsync(
                        $"create trigger refused before insert on {table} when {when} "
                            + "begin select raise(abort, 'refused'); end"
                    ),
                default
            );
    }

    // Null when the event is in quarantine.
    private static Task<int?> PoisonAsync(Stage stage) =>
        stage.ScalarAsync<int?>("select max(attempts) from inbound_pending where attempts > 0");
}
