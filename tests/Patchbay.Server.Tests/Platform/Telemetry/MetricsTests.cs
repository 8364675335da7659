using System.Net;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Telemetry;

/// <summary>The metrics of an event, from intake to delivery.</summary>
public sealed class MetricsTests
{
    [Theory, EachDatabase]
    public async Task Received_stored_and_duplicate_events_are_counted(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");
        using var heard = new HeardMetrics(stage.Host);

        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.2"))
            .ShouldBeAsync(HttpStatusCode.OK);

        (
            heard.Sum("patchbay.inbound.events.received"),
            heard.Sum("patchbay.inbound.events.stored"),
            heard.Sum("patchbay.inbound.events.duplicates")
        ).ShouldBe((3, 2, 1));
        heard.Sum("patchbay.inbound.commit.size").ShouldBe(3);
        heard.All.Count(measured => measured.Name == "patchbay.inbound.commit.duration").ShouldBe(3);
    }

    [Fact]
    public async Task Attempts_are_counted_by_outcome()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");
        using var heard = new HeardMetrics(stage.Host);
        receiver.AnswerWith(418);

        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await receiver.NextAsync();
        receiver.AnswerWith(200);
        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.2"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await receiver.NextAsync();
        await stage.Host.StopWorkAsync(); // running calls end and are counted

        heard
            .Sum(
                "patchbay.delivery.attempts",
                "patchbay.outcome=failed error.type=status http.response.status_code=418"
            )
            .ShouldBe(1);
        heard.Sum("patchbay.delivery.attempts", "patchbay.outcome=succeeded http.response.status_code=200").ShouldBe(1);
        heard
            .All.Count(measured =>
                measured is { Name: "patchbay.delivery.phase.duration", Tags: "patchbay.phase=headers" }
            )
            .ShouldBe(2);
    }

    [Fact]
    public async Task Refused_and_quarantined_webhooks_are_counted_by_reason()
    {
        await using var stage = await Stage.StartAsync();
        using var heard = new HeardMetrics(stage.Host);

        await stage
            .PostAsync("{}"u8.ToArray(), ReceiverStage.AppPath, "sha256=" + new string('0', 64))
            .ShouldBeAsync(HttpStatusCode.Forbidden);
        await stage.PostSignedAsync("no json").ShouldBeAsync(HttpStatusCode.OK);

        heard.Sum("patchbay.inbound.refused", "patchbay.reason=signature_invalid").ShouldBe(1);
        heard.Sum("patchbay.inbound.quarantined", "patchbay.reason=unreadable").ShouldBe(1);
    }

    [Fact]
    public async Task No_attribute_contains_customer_data()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");
        using var heard = new HeardMetrics(stage.Host);

        await stage
            .PostSignedAsync(Payload.OneText(phone.MetaPhoneNumberId, "wamid.private", "private words"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await receiver.NextAsync();
        await stage.Host.StopWorkAsync();

        string[] known =
        [
            "patchbay.reason",
            "patchbay.outcome",
            "patchbay.phase",
            "error.type",
            "http.response.status_code",
        ];
        heard
            .All.SelectMany(measured => measured.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(tag => tag.Split('=')[0])
            .Distinct()
            .ShouldBeSubsetOf(known);
        heard
            .All.Select(measured => measured.Tags)
            .ShouldAllBe(tags =>
                !tags.Contains("private") && !tags.Contains(phone.MetaPhoneNumberId) && !tags.Contains("5511999990000")
            );
    }
}
