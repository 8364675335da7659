using System.Net;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Meta may repeat an event in any body; each event is stored and delivered once.</summary>
public sealed class DuplicateTests
{
    [Theory, EachDatabase]
    public async Task An_event_sent_three_times_at_once_then_in_a_batch_and_8_days_later_is_delivered_once(
        DatabaseKind kind
    )
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");
        var ids = Enumerable.Range(0, 40).Select(i => $"wamid.{i}").ToList();

        await Task.WhenAll(
            ids.SelectMany(id => Enumerable.Repeat(id, 3))
                .Select(id =>
                    stage.PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, id)).ShouldBeAsync(HttpStatusCode.OK)
                )
        );
        foreach (var batch in ids.Chunk(7)) // the same events in groups, with events of other accounts
        {
            await stage.ShouldBeTakenAsync([
                .. batch.Select(id => Payload.Entry("1", Payload.Text(phone.MetaPhoneNumberId, id))),
                Payload.Entry("9", Payload.Change("x", $$"""{"n":"{{batch[0]}}"}""")),
            ]);
        }
        var told = new List<string?>();
        while (told.Count < ids.Count)
            told.Add((await receiver.NextAsync()).Data.GetProperty("wamid").GetString());
        stage.Clock.Advance(TimeSpan.FromDays(8)); // Meta repeats an event for seven days
        await stage.Host.Get<Patchbay.Server.Platform.Work.Pruner>().PruneAsync(default);
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $"\"messages\":[{string.Join(',', ids.Select(id => Payload.Message(id, "5511999990000", "Hi")))}]"
                )
            )
        );
        await stage.WhenWorkedOffAsync();

        (await stage.StoredAsync()).Events.ShouldBe(ids.Count + 6);
        told.Order(StringComparer.Ordinal).ShouldBe(ids.Order(StringComparer.Ordinal));
        // The jump of the clock may have cancelled a call, which is then repeated with the same id.
        receiver.All.Select(webhook => webhook.Headers["webhook-id"]).Distinct().Count().ShouldBe(ids.Count);
    }
}
