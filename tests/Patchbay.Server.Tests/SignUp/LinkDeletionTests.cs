using System.Net;
using Patchbay.Emulator;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.SignUp;

/// <summary>A link that its owner deletes while a customer signs up.</summary>
public sealed class LinkDeletionTests
{
    /// <summary>The steps of a sign-up that call Meta, each with an operation of that call.</summary>
    private static readonly (string Step, string Operation)[] Moments =
    [
        ("exchange_code", "exchangeCode"),
        ("check_token", "debugToken"),
        ("read_assets", "getWhatsAppBusinessAccountPhoneNumbers"),
        ("subscribe_app", "subscribeToWabaWebhooks"),
        ("register_number", "registerWhatsAppBusinessPhoneNumber"),
        ("set_callback", "updatePhoneNumberStatus"),
        ("look_up_account", "getBusinessPortfolioSpecificFields"),
    ];

    [Theory, EachDatabase]
    public async Task It_stays_until_the_sign_up_has_ended_whenever_it_is_deleted(DatabaseKind kind)
    {
        foreach (var (step, operation) in Moments)
        {
            await using var stage = await Stage.StartAsync(kind);
            var link = await stage.CreateLinkAsync();
            await using var page = await link.OpenAsync();
            SlowDown(stage, operation);

            var callback = page.CallbackAsync(stage.Meta.SignUp());
            var refused = await DeleteDuringAsync(stage, link, step, callback);

            refused.ShouldBe(HttpStatusCode.Conflict, step);
            (await stage.Host.AsTimePassesAsync(callback)).Text("status").ShouldBe("success", step);
            (await link.ReadAsync()).Text("status").ShouldBe("completed", step);
            await DeleteAsync(stage, link).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "link_completed");
            (await stage.OnlyPhoneAsync()).Text("status").ShouldBe("connected", step);
        }
    }

    [Theory, EachDatabase]
    public async Task At_the_same_moment_one_of_the_two_wins_completely(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        for (var round = 0; round < 12; round++)
        {
            var link = await stage.CreateLinkAsync();
            await using var page = await link.OpenAsync();
            var body = page.CallbackJson(stage.Meta.SignUp());
            var before = await NumbersAsync(stage);
            var asked = stage.Meta.Requests.Count;

            var callback = page.PostCallbackAsync(body);
            var deletion = DeleteAsync(stage, link);
            var (signedUp, deleted) = ((await callback).StatusCode, (await deletion).StatusCode);

            var wasDeleted = deleted == HttpStatusCode.NoContent;
            if (!wasDeleted)
                deleted.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.BadRequest);
            signedUp.ShouldBe(wasDeleted ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            (await NumbersAsync(stage)).ShouldBe(wasDeleted ? before : before + 1);
            if (wasDeleted)
                stage.Meta.Requests.Count.ShouldBe(asked);
        }
    }

    [Theory, EachDatabase]
    public async Task It_stays_while_a_run_whose_server_died_waits_to_be_resumed(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        var (attempts, links) = (stage.Host.Get<AttemptStore>(), stage.Host.Get<LinkStore>());
        var row = (await links.FindByAddressAsync(link.Id, default))!;
        await attempts.OpenAsync(row, new PageAttempt([1], [], IsCounted: true), 10, default);
        var attempt = (await attempts.FindByPageAsync(link.Id, [1], default))!;
        (await attempts.StartAsync(attempt, [2], "{}", TimeSpan.FromMinutes(2), default)).ShouldBeTrue();

        await DeleteAsync(stage, link).ShouldBeRefusedAsync(HttpStatusCode.Conflict, "link_in_use");

        stage.Clock.Advance(TimeSpan.FromMinutes(3));
        await stage.Host.Get<Completion>().ResumeOneAsync(default);
        while ((await attempts.FindAsync(attempt.Id, default))!.Outcome == AttemptOutcome.Running)
            await Task.Yield();
        await DeleteAsync(stage, link).ShouldBeAsync(HttpStatusCode.NoContent);
        (await stage.Host.Anonymous.GetAsync($"/signup/{link.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static void SlowDown(Stage stage, string operation) =>
        stage.Meta.AddFault(
            new Fault
            {
                Operation = operation,
                Times = 1,
                Delay = TimeSpan.FromSeconds(1),
            }
        );

    /// <summary>Deletes the link as soon as the run is at a step.</summary>
    private static async Task<HttpStatusCode> DeleteDuringAsync(Stage stage, Link link, string step, Task callback)
    {
        while (!callback.IsCompleted)
        {
            var attempt = (await link.ReadAsync()).GetProperty("lastAttempt");
            if (attempt.ValueKind == System.Text.Json.JsonValueKind.Object && attempt.Text("step") == step)
                return (await DeleteAsync(stage, link)).StatusCode;
        }
        throw new InvalidOperationException($"The sign-up ended before its step {step} was seen.");
    }

    private static Task<HttpResponseMessage> DeleteAsync(Stage stage, Link link) =>
        stage.Api.DeleteAsync($"/v1/onboarding-links/{link.Id}");

    private static Task<int> NumbersAsync(Stage stage) => stage.ScalarAsync<int>("select count(*) from phones");
}
