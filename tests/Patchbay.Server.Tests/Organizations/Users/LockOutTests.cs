using System.Net;
using System.Net.Http.Headers;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

/// <summary>Wrong passwords are limited, and a stranger cannot lock a user out.</summary>
public sealed class LockOutTests : IAsyncDisposable
{
    private const string Ada = "ada@acme.example",
        Stranger = "127.0.0.9";

    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task The_right_password_works_while_a_stranger_guesses_the_address(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var stranger = stage.Host.From(Stranger);
        await stranger.GuessAsync(Ada, 5);
        await ShouldWaitAsync(stranger.LoginAsync(Ada), TimeSpan.FromMinutes(15));
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task Guesses_from_many_places_refuse_new_places_but_not_a_place_that_the_user_knows(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        for (var place = 1; place <= 10; place++)
        {
            using var stranger = stage.Host.From($"127.0.1.{place}");
            await stranger.GuessAsync(Ada, 5);
        }
        using var next = stage.Host.From(Stranger);
        await ShouldWaitAsync(next.LoginAsync(Ada), TimeSpan.FromHours(1));
        await ShouldWaitAsync(next.LoginAsync("nobody@acme.example"), null);
        // At the known place a wrong password gets the same refusal, so the answer does not tell who knows the place.
        await ShouldWaitAsync(stage.Host.LoginAsync(Ada, "wrong"), TimeSpan.FromHours(1));
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);

        stage.Clock.Advance(TimeSpan.FromHours(1));
        await next.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task One_password_for_many_addresses_is_refused_by_source(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var sprayer = stage.Host.From(Stranger);
        for (var i = 0; i < 30; i++)
            await sprayer.GuessAsync($"user{i}@acme.example", 1);
        await ShouldWaitAsync(sprayer.LoginAsync("another@acme.example"), TimeSpan.FromMinutes(15));
        await ShouldWaitAsync(sprayer.LoginAsync(Ada), TimeSpan.FromMinutes(15));
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Ada)]
    [InlineData("nobody@acme.example")]
    public async Task Known_and_unknown_addresses_get_the_same_answers(string email)
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var first = await stage.Host.LoginAsync(email, "wrong").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        first.GetRawText().ShouldContain("The e-mail or password is wrong");
        await stage.Host.Anonymous.GuessAsync(email, 4);
        var refused = await stage.Host.LoginAsync(email, "wrong").ShouldBeRefusalAsync(429, "RATE_LIMITED");
        refused.GetRawText().ShouldContain("There were too many wrong attempts");
    }

    [Theory, EachDatabase]
    public async Task Parallel_attempts_do_not_get_around_the_limit(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => stage.Host.LoginAsync(Ada, "wrong")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(7);
    }

    [Fact]
    public async Task A_refused_attempt_writes_nothing()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        await stage.Host.Anonymous.GuessAsync(Ada, 5);
        // The failures are written after their answers.
        string? before;
        do before = await CountsAsync();
        while (!before!.EndsWith(" audited 6", StringComparison.Ordinal));
        for (var attempt = 0; attempt < 3; attempt++)
            await ShouldWaitAsync(stage.Host.LoginAsync(Ada), TimeSpan.FromMinutes(15));
        (await CountsAsync()).ShouldBe(before);

        async Task<string?> CountsAsync() =>
            await stage.ScalarAsync<string>(
                """
                select (select group_concat(failures || ' ' || last_at) from login_failures)
                    || ' audited ' || (select count(*) from audit_events)
                """
            );
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        for (var round = 0; round < 12; round++)
        {
            await stage.Host.Anonymous.GuessAsync(Ada, round % 2 * 2);
            await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        }
        stage.Clock.Advance(TimeSpan.FromMinutes(15));
        await stage.Host.Anonymous.GuessAsync(Ada, 4);
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        await stage.Host.Anonymous.GuessAsync(Ada, 5);
    }

    [Fact]
    public async Task Two_servers_share_the_counts()
    {
        if (TestDatabase.PostgresServer is null)
            Assert.Skip($"{TestDatabase.PostgresVariable} names no PostgreSQL server");
        var stage = await StartAsync(DatabaseKind.Postgres);
        await using var second = await stage.Host.StartSecondAsync(stage.Settings);
        await stage.Host.Anonymous.GuessAsync(Ada, 3);
        await second.Anonymous.GuessAsync(Ada, 2);
        await ShouldWaitAsync(stage.Host.LoginAsync(Ada), TimeSpan.FromMinutes(15));
        await ShouldWaitAsync(second.LoginAsync(Ada), TimeSpan.FromMinutes(15));
    }

    [Theory, EachDatabase]
    public async Task An_operator_unlocks_an_address(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        await stage.Host.Anonymous.GuessAsync(Ada, 5);
        await ShouldWaitAsync(stage.Host.LoginAsync(Ada), TimeSpan.FromMinutes(15));
        var (exitCode, output) = await ProductProcess.RunAsync(stage.Host, "users", "unlock", "--email", Ada);
        exitCode.ShouldBe(0, output);
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        (await stage.ScalarAsync<int>("select count(*) from audit_events where action = 'user.unlocked'")).ShouldBe(1);
    }

    private async Task<Stage> StartAsync(DatabaseKind kind)
    {
        _stage = await Stage.StartAsync(kind);
        await _stage.Api.CreateUserAsync(Ada);
        return _stage;
    }

    /// <summary>Checks that an attempt is refused with a wait; null expects that it is not refused.</summary>
    private static async Task ShouldWaitAsync(Task<HttpResponseMessage> attempt, TimeSpan? wait)
    {
        using var answer = await attempt;
        answer.StatusCode.ShouldBe(wait is null ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldBe(wait is { } after ? new RetryConditionHeaderValue(after) : null);
    }
}
