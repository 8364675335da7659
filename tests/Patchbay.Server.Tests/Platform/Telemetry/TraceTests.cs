using System.Diagnostics;
using System.Net;
using System.Text;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Telemetry;

/// <summary>
/// One trace covers the request that brought an event and the call that delivers it, whatever the time between.
/// </summary>
public sealed class TraceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory, EachDatabase]
    public async Task The_customers_call_carries_the_trace_of_Metas_request(DatabaseKind kind)
    {
        using var listener = Listen();
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");

        await PostTracedAsync(stage, Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"));

        (await receiver.NextAsync()).Headers["traceparent"].ShouldStartWith($"00-{TraceId}-");
    }

    [Fact]
    public async Task A_request_without_a_recorded_trace_stores_none()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver, events: "\"message.received\"");

        await PostTracedAsync(stage, Payload.OneText(phone.MetaPhoneNumberId, "wamid.1"), flags: "00");

        (await receiver.NextAsync()).Headers.ContainsKey("traceparent").ShouldBeFalse();
        (await stage.ScalarAsync<int>("select count(*) from events where traceparent is not null")).ShouldBe(0);
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Patchbay" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task PostTracedAsync(Stage stage, byte[] body, string flags = "01")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ReceiverStage.AppPath)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.Add("Content-Type", "application/json");
        request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Sign(body, stage.Meta.AppSecret));
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-{flags}");
        await stage.Host.Anonymous.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK);
    }
}
