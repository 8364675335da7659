using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Payments;

/// <summary>Agentic payments in the sandbox, at the address where the emulator answers for Iniciador.</summary>
public sealed class SandboxAgentTests
{
    private const string Receiver =
        """{"name":"Padaria Aurora","tax_id":"12345678000195","ispb":"12345678","account_number":"123456789","account_type":"CACC"}""";

    [Theory, EachDatabase]
    public async Task An_agent_connects_is_ready_rotates_and_disconnects(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);

        var made = await ConnectAsync(stage, "agent-1").ShouldBeAsync(HttpStatusCode.Created);

        made.ShouldFollow(FieldTable.Connection);
        (made.Text("channel"), made.Text("status"), made.Text("agent_id")).ShouldBe(
            ("agentic_payments", "connected", "agent-1")
        );
        CapabilitiesOf(made).ShouldAllBe(capability => capability.Value.GetBoolean());
        var readiness = await stage.ChannelAsync("agentic_payments");
        (readiness.GetProperty("ready").GetBoolean(), readiness.Text("connection_id")).ShouldBe((true, made.Id()));
        var rotated = await stage.RotateAsync(made.Id(), "emulator-shop-secret");
        rotated.Text("token_rotated_at").ShouldNotBeNull();
        CapabilitiesOf(rotated).ShouldAllBe(capability => capability.Value.GetBoolean());
        await stage.RotateAsync(made.Id(), "a-wrong-secret", HttpStatusCode.BadRequest);
        var again = await ConnectAsync(stage, "agent-limited").ShouldBeAsync(HttpStatusCode.OK);
        again.Id().ShouldBe(made.Id());
        CapabilitiesOf(again)
            .Where(capability => capability.Value.GetBoolean())
            .Select(capability => capability.Name)
            .ShouldBe(["mcp_tools", "polling"]);
        var ended = await stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        ended.Text("status").ShouldBe("disconnected");
        (await stage.ChannelAsync("agentic_payments")).Text("status").ShouldBe("disconnected");
    }

    [Fact]
    public async Task An_agent_that_Iniciador_does_not_know_is_refused_by_name()
    {
        await using var stage = await Stage.StartAsync();
        await ConnectAsync(stage, "somebody")
            .ShouldBeErrorAsync(400, "provider_error", "payment_provider_agent_unknown", "agent_id");
    }

    private static Task<HttpResponseMessage> ConnectAsync(Stage stage, string agent) =>
        stage.Api.PostJsonAsync(
            $"{Root}/iniciador",
            $$"""
            {"channel":"agentic_payments","display_name":"Agent","client_id":"emulator-shop",
             "client_secret":"emulator-shop-secret","agent_id":"{{agent}}",
             "agentic_api_base_url":"{{stage.Meta.BaseAddress}}consumer.dev.inic.dev/v1","payment_receiver":{{Receiver}}}
            """
        );

    private static IEnumerable<JsonProperty> CapabilitiesOf(JsonElement connection) =>
        connection.GetProperty("agentic_capabilities").EnumerateObject();
}
