using System.Net;
using Patchbay.Emulator;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class RotationTests
{
    [Fact]
    public async Task A_new_token_replaces_the_old_token()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var token = stage.NewTokenOf(number);

        var rotated = await stage.RotateAsync(made.Id(), token);

        rotated.Text("token_rotated_at").ShouldNotBeNull();
        rotated.Text("credential_last_four").ShouldBe(token[^4..]);
        rotated.Text("token_source").ShouldBe("manual");
        rotated.Text("token_expires_at").ShouldBe("2026-03-16T10:30:00.000Z");
        (await stage.StoredTokenAsync(made.Id())).ShouldBe(token);
    }

    [Theory, EachDatabase]
    public async Task Without_a_date_of_the_callers_Metas_own_end_of_the_token_is_kept(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var token = stage
            .Meta.Connect(
                new SignupChoices
                {
                    BusinessId = number.BusinessId,
                    WabaId = number.WabaId,
                    PhoneNumberId = number.PhoneNumberId,
                    TokenLifetime = 432_000,
                }
            )
            .AccessToken;
        var end = stage.Clock.GetUtcNow().AddDays(5);

        var rotated = await stage.RotateAsync(made.Id(), token);

        rotated.GetProperty("token_expires_at").GetDateTimeOffset().ShouldBe(end, TimeSpan.FromSeconds(1));
        (await stage.RowAsync(made.Id())).TokenExpiresAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_end_in_the_past_is_refused_and_the_old_token_stays()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var asked = stage.Meta.Requests.Count;
        await stage
            .Api.PostJsonAsync(
                $"{Root}/{made.Id()}/rotate",
                $$"""{"access_token":"{{stage.NewTokenOf(number)}}","token_expires_at":"2020-01-01T00:00:00Z"}"""
            )
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "token_expires_at");
        stage.Meta.Requests.Count.ShouldBe(asked);
        (await stage.StoredTokenAsync(made.Id())).ShouldBe(number.AccessToken);
    }

    [Fact]
    public async Task A_new_token_reconnects_a_connection_whose_token_was_revoked()
    {
        await using var stage = await Stage.StartAsync();
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        stage.Meta.RevokeToken(number.AccessToken);
        await stage.CheckAsync(made.Id());
        (await stage.ReadConnectionAsync(made.Id())).Text("suspension_reason").ShouldBe("token_revoked");

        (await stage.RotateAsync(made.Id(), stage.NewTokenOf(number))).Text("status").ShouldBe("connected");
    }

    [Fact]
    public async Task A_foreign_unknown_or_missing_token_is_refused_and_the_old_token_stays()
    {
        await using var stage = await Stage.StartAsync();
        var (number, foreign) = (stage.Meta.Connect(), stage.Meta.Connect());
        var made = await stage.RegisterAsync(number);

        await Rotate(stage, made.Id(), foreign.AccessToken)
            .ShouldBeErrorAsync(400, "provider_error", "meta_token_scope_missing");
        await Rotate(stage, made.Id(), "EAAno-such-token-anywhere")
            .ShouldBeErrorAsync(400, "provider_error", "meta_token_invalid");
        await stage
            .Api.PostJsonAsync($"{Root}/{made.Id()}/rotate", "{}")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "access_token");
        await Rotate(stage, "pc_unknown", number.AccessToken)
            .ShouldBeErrorAsync(404, "not_found", "provider_connection_not_found");
        (await stage.StoredTokenAsync(made.Id())).ShouldBe(number.AccessToken);
    }

    [Theory, EachDatabase]
    public async Task Each_concurrent_rotation_succeeds_completely_or_gets_a_conflict(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var before = (await stage.RowAsync(made.Id())).RowVersion;
        var tokens = Enumerable.Range(0, 6).Select(_ => stage.NewTokenOf(number)).ToList();

        var answers = await Task.WhenAll(tokens.Select(token => Rotate(stage, made.Id(), token)));

        var won = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        won.ShouldBeGreaterThan(0);
        answers
            .Where(answer => answer.StatusCode != HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        var row = await stage.RowAsync(made.Id());
        (row.RowVersion - before).ShouldBe(won);
        var stored = await stage.StoredTokenAsync(made.Id());
        tokens.ShouldContain(stored);
        row.CredentialLastFour.ShouldBe(stored[^4..]);
    }

    [Theory, EachDatabase]
    public async Task A_disconnect_during_rotations_leaves_no_token(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        var tokens = Enumerable.Range(0, 3).Select(_ => stage.NewTokenOf(number)).ToList();

        var rotations = tokens.Select(token => Rotate(stage, made.Id(), token)).ToList();
        var ends = Enumerable.Range(0, 2).Select(_ => stage.Api.DeleteAsync($"{Root}/{made.Id()}")).ToList();
        var statuses = (await Task.WhenAll(rotations)).Select(answer => (int)answer.StatusCode).ToList();
        var ended = (await Task.WhenAll(ends)).Select(answer => (int)answer.StatusCode).Order().ToList();

        ended.ShouldBe([200, 404]);
        statuses.ShouldAllBe(status => status == 200 || status == 404 || status == 409);
        var row = await stage.RowAsync(made.Id());
        row.Status.ShouldBe("disconnected");
        row.AccessToken.ShouldBeNull();
        row.TokenHash.ShouldBeNull();
    }

    private static Task<HttpResponseMessage> Rotate(Stage stage, string id, string token) =>
        stage.Api.PostJsonAsync($"{Root}/{id}/rotate", $$"""{"access_token":"{{token}}"}""");
}
