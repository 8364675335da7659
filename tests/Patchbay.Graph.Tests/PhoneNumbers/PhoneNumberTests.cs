using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.PhoneNumbers;

public sealed class PhoneNumberTests
{
    [Fact]
    public async Task Registering_sends_product_and_pin()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        (await graph.Session().PhoneNumbers.RegisterAsync("106", "212834")).Success.ShouldBeTrue();
        graph.Single.Path.ShouldBe("/v23.0/106/register");
        Body(graph).ShouldBe("""{"pin":"212834","messaging_product":"whatsapp"}""");
    }

    [Fact]
    public async Task A_204_without_a_body_confirms_the_call()
    {
        await using var graph = await LocalGraph.StartAsync(context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        (await graph.Session().PhoneNumbers.DeregisterAsync("106")).Success.ShouldBeTrue();
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12a456")]
    public async Task A_pin_that_is_not_six_digits_is_refused_before_the_call(string pin)
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        await Should.ThrowAsync<ArgumentException>(() => graph.Session().PhoneNumbers.RegisterAsync("106", pin));
        graph.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_webhook_override_is_set_and_reset()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        await graph
            .Session()
            .PhoneNumbers.OverrideWebhookAsync("106", new("https://example.test/webhook/ph_1"), "abc123");
        await graph.Session().PhoneNumbers.ResetWebhookAsync("106");
        graph
            .Seen.Select(s => s.Body)
            .ShouldBe([
                """{"webhook_configuration":"""
                    + """{"override_callback_uri":"https://example.test/webhook/ph_1","verify_token":"abc123"}}""",
                """{"webhook_configuration":{"override_callback_uri":""}}""",
            ]);
    }

    [Fact]
    public async Task Health_and_callbacks_of_a_number_are_read()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """
            {"id":"106","webhook_configuration":{"application":"https://example.test/a"},
             "health_status":{"can_send_message":"BLOCKED","entities":[{"entity_type":"WABA","id":102,
             "can_send_message":"BLOCKED",
              "errors":[{"error_code":141006,"error_description":"No payment method","possible_solution":"Add one"}]}]}}
            """
        );
        var number = await graph.Session().PhoneNumbers.GetAsync("106", "health_status,webhook_configuration");
        (number.WebhookConfiguration?.Application).ShouldBe("https://example.test/a");
        (number.HealthStatus?.CanSendMessage).ShouldBe(SendAbility.Blocked);
        (number.HealthStatus?.Entities?.Single().Errors?.Single().ErrorCode).ShouldBe(141006);
    }

    private static string Body(LocalGraph graph) => graph.Single.Body;
}
