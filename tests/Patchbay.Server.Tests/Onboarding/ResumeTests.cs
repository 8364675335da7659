using System.Text;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Onboarding;

/// <summary>A server dies during a sign-up. Another server resumes the sign-up or ends it as interrupted.</summary>
public sealed class ResumeTests
{
    [Theory, EachDatabase]
    public async Task A_run_that_has_its_token_is_finished_by_another_server(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var link = await stage.CreateLinkAsync(
            $$"""{"name":"x","webhookUrl":"{{receiver.Url}}","webhookEvents":["*"]}"""
        );
        var attempt = await StartedAsync(stage, link, withToken: true);

        stage.Clock.Advance(TimeSpan.FromMinutes(3));
        await receiver.NextAsync("phone_number.connected");

        (await link.ReadAsync()).GetProperty("status").GetString().ShouldBe("completed");
        var finished = await stage.Host.Get<AttemptStore>().FindAsync(attempt, default);
        finished!.Outcome.ShouldBe("succeeded");
        finished.AccessToken.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_run_that_stopped_before_its_token_was_stored_ends_as_interrupted(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        var attempt = await StartedAsync(stage, link, withToken: false);
        stage.Clock.Advance(TimeSpan.FromMinutes(3));
        // The worker that the clock woke may have the lease already. Then this call finds nothing, and the worker ends
        // the run soon.
        await stage.Host.Get<Completion>().ResumeOneAsync(default);
        while ((await stage.Host.Get<AttemptStore>().FindAsync(attempt, default))!.Outcome == AttemptOutcome.Running)
            await Task.Yield();

        // The customer can start over at once.
        await using var page = await link.OpenAsync();
        (await page.CallbackAsync(stage.Meta.SignUp())).GetProperty("status").GetString().ShouldBe("success");
        stage
            .Meta.Requests.Count(request => request.Path.EndsWith("/oauth/access_token", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    /// <summary>Leaves a run in the state in which a killed server leaves it.</summary>
    private static async Task<Guid> StartedAsync(Stage stage, Link link, bool withToken)
    {
        var (attempts, links) = (stage.Host.Get<AttemptStore>(), stage.Host.Get<LinkStore>());
        var row = (await links.FindByAddressAsync(link.Id, default))!;
        var hash = Encoding.UTF8.GetBytes("a page that is gone");
        await attempts.OpenAsync(row, new PageAttempt(hash, [], IsCounted: true), 10, default);
        var attempt = (await attempts.FindByPageAsync(link.Id, hash, default))!;
        (
            await attempts.StartAsync(
                attempt,
                Encoding.UTF8.GetBytes("code hash"),
                "{}",
                TimeSpan.FromMinutes(2),
                default
            )
        ).ShouldBeTrue();
        if (!withToken)
            return attempt.Id;
        var app = stage.Host.Get<MetaApps>().Get("sandbox");
        var token = await app.Graph.OAuth.ExchangeCodeAsync(
            app.AppId,
            app.AppSecret.Reveal(),
            stage.Meta.SignUp().Code
        );
        var box = await stage
            .Host.Get<Vault>()
            .SealAsync(AttemptStore.TokenPlace(row.OrganizationId, attempt.Id), new Secret(token.Token), default);
        await attempts.SaveTokenAsync(attempt.Id, box, null, default);
        return attempt.Id;
    }
}
