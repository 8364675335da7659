using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class DeliveryTests
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Theory, EachDatabase]
    public async Task A_delivery_carries_the_event_and_both_signatures(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await stage.CreateHookAsync(more: $$""","secret":"{{Secret}}","headers":{"Authorization":"Bearer test"}""");
        await stage.PublishAsync(EventNames.MessageReceived, """{"text":"Olá ✅"}""");

        var came = await stage.Receiver.NextAsync();
        Encoding
            .UTF8.GetString(came.Body)
            .ShouldBe(
                $$$"""
                {"event":"message.received","timestamp":"2026-01-15T10:30:00.000Z",
                "organizationId":"{{{stage.Acme.Id}}}","data":{"text":"Olá ✅"}}
                """.ReplaceLineEndings("")
            );
        came.Headers["Content-Type"].ShouldBe("application/json");
        came.Headers["Authorization"].ShouldBe("Bearer test");
        came.Headers["webhook-timestamp"].ShouldBe(stage.Host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString());
        came.Headers["webhook-signature"].ShouldBe(Sign(Secret, came));
        came.Headers["X-Hub-Signature-256"]
            .ShouldBe(
                "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), came.Body))
            );
    }

    [Theory, EachDatabase]
    public async Task A_failure_is_tried_again_with_the_same_id_and_bytes_and_a_fresh_timestamp(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        stage.Receiver.AnswerWith(500);
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        var first = await stage.Receiver.NextAsync();
        (await stage.AttemptedAsync(hook, 1)).GetProperty("state").GetString().ShouldBe("pending");

        stage.Receiver.AnswerWith(204);
        stage.Advance(TimeSpan.FromSeconds(5));
        var second = await stage.Receiver.NextAsync();
        second.Body.ShouldBe(first.Body);
        second.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
        long.Parse(second.Headers["webhook-timestamp"]).ShouldBe(long.Parse(first.Headers["webhook-timestamp"]) + 5);

        var delivery = await stage.AttemptedAsync(hook, 2);
        delivery.GetProperty("state").GetString().ShouldBe("delivered");
        var attempts = delivery.GetProperty("attempts");
        attempts[0].GetProperty("statusCode").GetInt32().ShouldBe(500);
        attempts[0].GetProperty("error").GetString().ShouldBe("status_500");
        attempts[0].GetProperty("nextAttemptAt").GetString().ShouldBe("2026-01-15T10:30:05.000Z");
        attempts[1].GetProperty("outcome").GetString().ShouldBe("succeeded");
        attempts[1].GetProperty("startedAt").GetString().ShouldBe("2026-01-15T10:30:05.000Z");
    }

    [Theory, EachDatabase]
    public async Task Ten_failures_end_a_delivery_and_sending_again_restarts_its_schedule(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        stage.Receiver.AnswerWith(503);
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        for (var attempt = 1; attempt < DeliveryRules.MaxAttempts; attempt++)
        {
            await stage.AttemptedAsync(hook, attempt);
            stage.Advance(DeliveryRules.Wait(attempt, new(TimeSpan.Zero) { StatusCode = 503 }, 0.5));
        }
        var failed = await stage.AttemptedAsync(hook, DeliveryRules.MaxAttempts);
        failed.GetProperty("state").GetString().ShouldBe("failed");

        var again = await stage
            .Api.PostAsync($"/v1/webhook-deliveries/{OutgoingStage.Id(failed)}/resend", null)
            .ShouldBeAsync(HttpStatusCode.Accepted);
        again.GetProperty("data").GetProperty("state").GetString().ShouldBe("pending");
        var after = await stage.AttemptedAsync(hook, DeliveryRules.MaxAttempts + 1);
        after.GetProperty("state").GetString().ShouldBe("pending");
        after.GetProperty("attempts")[DeliveryRules.MaxAttempts].GetProperty("trigger").GetString().ShouldBe("manual");
        after.GetProperty("nextAttemptAt").GetDateTimeOffset().ShouldBe(stage.Host.Clock.GetUtcNow().AddSeconds(5));
    }

    [Theory, EachDatabase]
    public async Task The_status_410_switches_the_endpoint_off_and_recovering_sends_the_missed_events(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var observer = await stage.CreateHookAsync("\"webhook.disabled\"", path: "/observer");
        stage.Receiver.Answer = (call, response) =>
        {
            response.StatusCode = call.Path == "/hook" ? 410 : 200;
            return Task.CompletedTask;
        };
        var hook = await stage.CreateHookAsync("\"message.received\"");
        await stage.PublishAsync(data: """{"n":1}""");
        var told = await stage.Receiver.NextAsync("webhook.disabled");
        told.Data.GetProperty("webhookId").GetString().ShouldBe(OutgoingStage.Id(hook));
        told.Data.GetProperty("reason").GetString().ShouldBe("gone");
        await stage.AttemptedAsync(observer, 1);
        var path = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}";
        (await stage.GetAsync(path)).GetProperty("disabledReason").GetString().ShouldBe("gone");

        await stage.PublishAsync(data: """{"n":2}""");
        await stage
            .Api.PostAsync($"{path}/test", null)
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "webhook_inactive");
        stage.Receiver.AnswerWith(200);
        stage.Advance(TimeSpan.FromMinutes(1));
        var recovered = await stage
            .Api.PostJsonAsync($"{path}/recover", """{"since":"2026-01-15T00:00:00Z"}""")
            .ShouldBeAsync(HttpStatusCode.Accepted);
        recovered.GetProperty("data").GetProperty("deliveries").GetInt32().ShouldBe(2);
        int[] numbers = [await NextNumberAsync(stage), await NextNumberAsync(stage)];
        numbers.ShouldBe([1, 2], ignoreOrder: true);
        (await stage.GetAsync(path)).GetProperty("isActive").GetBoolean().ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task Both_secrets_sign_for_a_day_after_a_rotation(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync(more: $$""","secret":"{{Secret}}" """);
        var rotated = await stage
            .Api.PostAsync($"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}/rotate-secret", null)
            .ShouldBeAsync(HttpStatusCode.OK);
        var fresh = rotated.GetProperty("data").GetProperty("secret").GetString()!;

        await stage.PublishAsync();
        var during = await stage.Receiver.NextAsync();
        during.Headers["webhook-signature"].ShouldBe($"{Sign(fresh, during)} {Sign(Secret, during)}");
        during
            .Headers["X-Hub-Signature-256"]
            .ShouldBe(
                "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(fresh), during.Body))
            );

        await stage.Host.CallsEndedAsync();
        stage.Advance(TimeSpan.FromHours(24));
        await stage.PublishAsync();
        var after = await stage.Receiver.NextAsync();
        after.Headers["webhook-signature"].ShouldBe(Sign(fresh, after));
    }

    [Theory, EachDatabase]
    public async Task A_rotation_is_refused_while_ten_earlier_secrets_sign(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync(more: $$""","secret":"{{Secret}}" """);
        var rotate = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}/rotate-secret";
        var first = stage.Host.Clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            await stage.Api.PostAsync(rotate, null).ShouldBeAsync(HttpStatusCode.OK);
            stage.Advance(TimeSpan.FromMinutes(1));
        }

        using var refused = await stage.Api.PostAsync(rotate, null);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
        (await refused.Content.ReadAsStringAsync()).ShouldContain($"{first.AddHours(24):yyyy-MM-dd'T'HH:mm}");
        await stage.PublishAsync();
        var call = await stage.Receiver.NextAsync();
        call.Headers["webhook-signature"].Split(' ').ShouldContain(Sign(Secret, call), "the first secret still signs");
        await stage.Host.CallsEndedAsync();
        stage.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));
        await stage.Api.PostAsync(rotate, null).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task Metas_format_sends_the_bytes_that_Meta_sent(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await stage.CreateHookAsync(more: ""","format":"meta" """);
        var payload = Encoding.UTF8.GetBytes(
            """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"text":"\u00e1 \/"}}]}]}"""
        );
        await stage.PublishAsync(); // an event without Meta's payload is not sent
        await stage.PublishAsync(meta: payload);
        (await stage.Receiver.NextAsync()).Body.ShouldBe(payload);
        stage.Receiver.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var stage = await OutgoingStage.StartAsync();
        stage.Receiver.Answer = (_, response) =>
        {
            response.StatusCode = 302;
            response.Headers.Location = stage.Receiver.Url + "/elsewhere";
            return Task.CompletedTask;
        };
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        var delivery = await stage.AttemptedAsync(hook, 1);
        delivery.GetProperty("lastError").GetString().ShouldBe("redirect_refused");
        stage.Receiver.All.ShouldHaveSingleItem().Path.ShouldBe("/hook");
    }

    [Fact]
    public async Task Only_16_KiB_of_a_long_answer_are_kept()
    {
        await using var stage = await OutgoingStage.StartAsync();
        stage.Receiver.Answer = (_, response) =>
            response.Body.WriteAsync(Encoding.UTF8.GetBytes(new string('a', 100_000))).AsTask();
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        var attempt = (await stage.AttemptedAsync(hook, 1)).GetProperty("attempts")[0];
        attempt.GetProperty("responseHead").GetString()!.Length.ShouldBe(16 * 1024);
        attempt.GetProperty("outcome").GetString().ShouldBe("succeeded");
    }

    [Theory, EachDatabase]
    public Task A_binary_answer_is_also_kept_up_to_16_KiB(DatabaseKind kind) => KeptOfAsync(kind, new byte[100_000]);

    [Theory, EachDatabase]
    public Task An_answer_that_is_partly_text_is_cut_between_characters(DatabaseKind kind) =>
        KeptOfAsync(kind, Encoding.UTF8.GetBytes("\0\0" + string.Concat(Enumerable.Repeat("😀", 10_000))));

    private static async Task KeptOfAsync(DatabaseKind kind, byte[] answer)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        stage.Receiver.Answer = (_, response) => response.Body.WriteAsync(answer).AsTask();
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        var head = (await stage.AttemptedAsync(hook, 1))
            .GetProperty("attempts")[0]
            .GetProperty("responseHead")
            .GetString()!;
        Encoding.UTF8.GetByteCount(head).ShouldBeInRange(16 * 1024 - 3, 16 * 1024);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_does_not_hold_up_another()
    {
        await using var stage = await OutgoingStage.StartAsync();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Receiver.Answer = (call, _) => call.Path == "/hook/slow" ? release.Task : Task.CompletedTask;
        await stage.CreateHookAsync(path: "/slow");
        for (var i = 0; i < 10; i++)
            await stage.PublishAsync();
        await stage.CreateHookAsync("\"message.read\"");
        await stage.PublishAsync(EventNames.MessageRead);
        (await stage.Receiver.NextAsync()).Event.ShouldBe("message.read");
        stage.Receiver.All.Count(call => call.Path == "/hook/slow").ShouldBeLessThanOrEqualTo(4);
        release.SetResult();
    }

    [Fact]
    public async Task A_failed_turn_of_the_loop_stops_neither_the_loop_nor_the_server()
    {
        await using var stage = await OutgoingStage.StartAsync();
        await stage.CreateHookAsync();
        stage.Host.Get<DeliverySignal>().Mark(null!); // null makes one turn of the loop fail
        await stage.PublishAsync();
        (await stage.Host.AsTimePassesAsync(stage.Receiver.NextAsync())).Event.ShouldBe("message.received");
        stage.Host.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    private static async Task<int> NextNumberAsync(OutgoingStage stage) =>
        (await stage.Receiver.NextAsync("message.received")).Data.GetProperty("n").GetInt32();

    private static string Sign(string secret, ReceivedWebhook webhook)
    {
        byte[] signed =
        [
            .. Encoding.UTF8.GetBytes($"{webhook.Headers["webhook-id"]}.{webhook.Headers["webhook-timestamp"]}."),
            .. webhook.Body,
        ];
        return "v1,"
            + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
    }
}
