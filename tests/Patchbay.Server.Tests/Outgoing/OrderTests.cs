using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class OrderTests
{
    private static readonly Guid Phone = new(1, 0, 0, new byte[8]);

    [Theory, EachDatabase]
    public async Task Strict_order_holds_the_next_delivery_until_the_first_succeeds(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        stage.Receiver.AnswerWith(500);
        var first = await PublishTwoAsync(stage);
        stage.Advance(TimeSpan.FromSeconds(5));
        await AttemptedAsync(stage, first, 2);
        stage.Receiver.AnswerWith(200);
        stage.Advance(DeliveryRules.Wait(2, new(TimeSpan.Zero) { StatusCode = 500 }, 0.5));
        for (var i = 0; i < 4; i++)
            await stage.Receiver.NextAsync();
        Numbers(stage).ShouldBe([1, 1, 1, 2]);
    }

    [Theory, EachDatabase]
    public async Task Strict_order_continues_when_the_first_delivery_is_given_up(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        stage.Receiver.Answer = (call, response) =>
        {
            response.StatusCode = NumberOf(call) == 1 ? 503 : 200;
            return Task.CompletedTask;
        };
        var first = await PublishTwoAsync(stage);
        for (var attempt = 1; attempt < DeliveryRules.MaxAttempts; attempt++)
        {
            await AttemptedAsync(stage, first, attempt);
            stage.Advance(DeliveryRules.Wait(attempt, new(TimeSpan.Zero) { StatusCode = 503 }, 0.5));
        }
        await AttemptedAsync(stage, first, DeliveryRules.MaxAttempts);
        for (var i = 0; i <= DeliveryRules.MaxAttempts; i++)
            await stage.Host.AsTimePassesAsync(stage.Receiver.NextAsync());
        Numbers(stage).ShouldBe([.. Enumerable.Repeat(1, DeliveryRules.MaxAttempts), 2]);
    }

    [Theory, EachDatabase]
    public async Task A_conversation_arrives_one_event_at_a_time_in_order_and_does_not_delay_others(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (othersLeft, underWay, mostUnderWay) = (10, 0, 0);
        stage.Receiver.Answer = async (call, response) =>
        {
            if (NumberOf(call) > 10)
            {
                if (Interlocked.Decrement(ref othersLeft) == 0)
                    others.SetResult();
                return;
            }
            mostUnderWay = Math.Max(mostUnderWay, Interlocked.Increment(ref underWay));
            // The calls wait until all others arrived. Each later call is answered a little faster.
            await others.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
            await Task.Delay(TimeSpan.FromMilliseconds(10 - NumberOf(call)), TimeProvider.System);
            Interlocked.Decrement(ref underWay);
        };
        await stage.CreateHookAsync();
        for (var n = 1; n <= 10; n++)
        {
            await PublishAsync(stage, n, "ordered");
            await PublishAsync(stage, n + 10, $"other {n}");
        }
        for (var i = 0; i < 20; i++)
            await stage.Receiver.NextAsync();
        Numbers(stage).Where(n => n <= 10).ShouldBe(Enumerable.Range(1, 10));
        mostUnderWay.ShouldBe(1);
    }

    /// <summary>
    /// Publishes two events for a strictly ordered endpoint; returns the id of the first delivery, once tried.
    /// </summary>
    private static async Task<string> PublishTwoAsync(OutgoingStage stage)
    {
        var hook = await stage.CreateHookAsync("\"message.received\"", ""","ordering":"strict" """);
        await PublishAsync(stage, 1, "one");
        var first = OutgoingStage.Id(await stage.AttemptedAsync(hook, 1));
        await PublishAsync(stage, 2, "two");
        return first;
    }

    private static Task PublishAsync(OutgoingStage stage, int number, string contact)
    {
        stage.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return stage.PublishAsync(
            stage.Acme.SandboxTenant,
            new NewEvent(EventNames.MessageReceived, stage.Host.Clock.GetUtcNow(), $$"""{"n":{{number}}}""")
            {
                PhoneId = Phone,
                Contact = contact,
            }
        );
    }

    private static Task AttemptedAsync(OutgoingStage stage, string delivery, int attempts) =>
        stage.UntilAsync(
            $"/v1/webhook-deliveries/{delivery}",
            answer => answer.GetProperty("attemptCount").GetInt32() == attempts
        );

    private static int NumberOf(ReceivedWebhook call) => call.Data.GetProperty("n").GetInt32();

    private static IEnumerable<int> Numbers(OutgoingStage stage) => stage.Receiver.All.Select(NumberOf);
}
