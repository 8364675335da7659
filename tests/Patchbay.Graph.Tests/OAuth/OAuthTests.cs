using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.OAuth;

public sealed class OAuthTests
{
    [Fact]
    public async Task A_code_is_exchanged_by_a_form_so_that_no_secret_is_in_the_URL()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"access_token":"EAAfake","token_type":"bearer","expires_in":5183944}"""
        );
        var token = await graph.Client().OAuth.ExchangeCodeAsync("12", "fake-secret", "AQB code");
        (token.Token, token.ExpiresIn).ShouldBe(("EAAfake", 5183944));
        graph.Single.ShouldBe(
            new(
                "POST",
                "/v23.0/oauth/access_token",
                "",
                null,
                "application/x-www-form-urlencoded",
                "client_id=12&client_secret=fake-secret&code=AQB+code&grant_type=authorization_code"
            )
        );
    }

    [Fact]
    public async Task A_redirect_uri_is_sent_when_given()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"access_token":"EAAfake"}""");
        await graph.Client().OAuth.ExchangeCodeAsync("12", "fake-secret", "AQB", "https://example.test/back");
        graph.Single.Body.ShouldContain("redirect_uri=https%3A%2F%2Fexample.test%2Fback");
    }

    [Fact]
    public async Task A_request_for_a_sixty_day_token_uses_Metas_parameter_name()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"access_token":"EAAfake"}""");
        await graph
            .Client()
            .OAuth.ExtendTokenAsync(
                new()
                {
                    ClientId = "12",
                    ClientSecret = "fake-secret",
                    FbExchangeToken = "EAAold",
                    SetTokenExpiresIn60Days = true,
                }
            );
        graph.Single.Body.ShouldContain("set_token_expires_in_60_days=true");
    }

    [Fact]
    public async Task A_lost_answer_to_a_code_exchange_leaves_its_outcome_unknown()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var failure = await Should.ThrowAsync<GraphTransportException>(() =>
            graph.Client().OAuth.ExchangeCodeAsync("12", "fake-secret", "AQB")
        );
        failure.OutcomeUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unreadable_answer_to_a_code_exchange_hides_the_token_in_it()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"data":{"access_token":"secret-token-of-odd-form"},"code":"AQB","s":"fake-secret"}"""
        );
        var failure = await Should.ThrowAsync<GraphAnswerException>(() =>
            graph.Client().OAuth.ExchangeCodeAsync("12", "fake-secret", "AQBfake")
        );
        failure.ToString().ShouldNotContain("secret-token-of-odd-form");
        failure.ToString().ShouldNotContain("fake-secret");
    }

    [Fact]
    public async Task A_token_is_inspected_with_the_apps_own_token()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """
            {"data":{"app_id":"12","type":"SYSTEM_USER","is_valid":true,"expires_at":0,
            "granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["102"]}],
            "user_id":104169029247128}}
            """
        );
        var info = await graph.Client().AsApp("12", "fake-secret").Tokens.DebugAsync("EAA input");
        info.ShouldSatisfyAllConditions(
            () => info.IsValid.ShouldBeTrue(),
            () => info.UserId.ShouldBe("104169029247128"),
            () => (info.GranularScopes?.Single().TargetIds).ShouldBe(["102"])
        );
        graph.Single.Authorization.ShouldBe("Bearer 12|fake-secret");
        graph.Single.Query.ShouldStartWith("?input_token=EAA%20input&appsecret_proof=");
    }
}
