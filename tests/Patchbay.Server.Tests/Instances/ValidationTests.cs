using System.Net;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

/// <summary>The expected texts are those of FastAPI with pydantic 2.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(
        "{}",
        "'access_token'|Field required|missing",
        "'app_secret'|Field required|missing",
        "'phone_number_id'|Field required|missing"
    )]
    [InlineData(
        """{"access_token":1,"app_secret":"s","phone_number_id":"2"}""",
        "'access_token'|Input should be a valid string|string_type"
    )]
    [InlineData(
        """{"access_token":null,"app_secret":"s","phone_number_id":"2"}""",
        "'access_token'|Input should be a valid string|string_type"
    )]
    [InlineData(
        """{"access_token":"","app_secret":"s","phone_number_id":"2"}""",
        "'access_token'|String should have at least 1 character|string_too_short"
    )]
    [InlineData(
        """{"access_token":"t","app_secret":"s","phone_number_id":"2","verify_token":"1234567"}""",
        "'verify_token'|String should have at least 8 characters|string_too_short"
    )]
    [InlineData(
        """{"access_token":"t","app_secret":"s","phone_number_id":"2","verify_token":7}""",
        "'verify_token'|Input should be a valid string|string_type"
    )]
    [InlineData(
        """{"access_token":"t","app_secret":"s","phone_number_id":"123456789012345678901234567890123"}""",
        "'phone_number_id'|String should have at most 32 characters|string_too_long"
    )]
    [InlineData(
        """{"access_token":"t","app_secret":"s","phone_number_id":"a"}""",
        """'phone_number_id'|String should match pattern '^[0-9]+\\z'|string_pattern_mismatch"""
    )]
    [InlineData(
        """{"access_token":"t","app_secret":"s","phone_number_id":"2","display_phone":"0400"}""",
        """'display_phone'|String should match pattern '^\\+[1-9][0-9]{6,14}\\z'|string_pattern_mismatch"""
    )]
    [InlineData("[]", "|Input should be a valid dictionary or object to extract fields from|model_attributes_type")]
    [InlineData("", "|Field required|missing")]
    [InlineData("""{"access_token":}""", "16|JSON decode error|json_invalid")]
    [InlineData("{\n \"a\": nope}", "8|JSON decode error|json_invalid")]
    public async Task A_bad_body_is_refused_in_pydantics_words(string body, params string[] faults)
    {
        var instance = await _stage.CreateInstanceAsync();
        await _stage.Api.PostJsonAsync(Channel(instance), body).ShouldBeInvalidAsync([.. faults.Select(Expected)]);
        (await _stage.StatusAsync(instance)).GetProperty("status").GetString().ShouldBe("not_configured");
    }

    [Theory]
    [InlineData(
        "nonsense",
        "invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `n` at 1"
    )]
    [InlineData("abc", "invalid length: expected length 32 for simple format, found 3")]
    [InlineData("550e8400-e29b", "invalid group count: expected 5, found 2")]
    [InlineData("550e840-e29b-41d4-a716-446655440000", "invalid group length in group 0: expected 8, found 7")]
    [InlineData("550e8400-e29b-41d4-a716-4466554400001", "invalid group length in group 4: expected 12, found 13")]
    public async Task A_bad_id_in_the_path_is_refused_on_every_route(string id, string why)
    {
        var fault = Fault("\"path\",\"instance_id\"", $"Input should be a valid UUID, {why}", "uuid_parsing");
        await _stage.Api.GetAsync($"{Root}/{id}").ShouldBeInvalidAsync(fault);
        await _stage.Api.DeleteAsync($"{Root}/{id}").ShouldBeInvalidAsync(fault);
        await _stage.Api.GetAsync($"{Root}/{id}/channels").ShouldBeInvalidAsync(fault);
        await _stage.Api.GetAsync(Channel(id)).ShouldBeInvalidAsync(fault);
        await _stage.Api.DeleteAsync(Channel(id)).ShouldBeInvalidAsync(fault);
        await _stage.Api.PostJsonAsync(Channel(id) + "/connect", "").ShouldBeInvalidAsync(fault);
        await _stage
            .Api.PostJsonAsync(Channel(id), "{\"access_token\":\"t\",\"app_secret\":\"s\"}")
            .ShouldBeInvalidAsync(fault, Expected("'phone_number_id'|Field required|missing"));
    }

    [Theory]
    [InlineData("550e8400e29b41d4a716446655440000")]
    [InlineData("{550e8400-e29b-41d4-a716-446655440000}")]
    [InlineData("urn:uuid:550e8400-e29b-41d4-a716-446655440000")]
    [InlineData(Unknown)]
    public async Task An_id_is_accepted_in_each_notation_of_a_UUID(string id) =>
        await _stage.Api.GetAsync($"{Root}/{id}").ShouldBeDetailAsync(404, "Instance not found");

    [Fact]
    public async Task Unknown_members_are_refused_by_name() =>
        await _stage
            .Api.PostJsonAsync(Root, """{"name":"bot","colour":"blue"}""")
            .ShouldBeInvalidAsync(Expected("'colour'|Extra inputs are not permitted|extra_forbidden"));

    [Fact]
    public async Task A_body_with_another_content_type_is_refused_as_not_an_object()
    {
        using var text = new StringContent("""{"name":"bot"}""");
        await _stage
            .Api.PostAsync(Root, text)
            .ShouldBeInvalidAsync(
                Expected("|Input should be a valid dictionary or object to extract fields from|model_attributes_type")
            );
    }

    [Fact]
    public async Task Missing_keys_and_scopes_are_refused_in_this_surfaces_shape()
    {
        using var reader = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, "instances:read");
        await _stage
            .Host.Anonymous.GetAsync(Root)
            .ShouldBeDetailAsync(401, "Send your API key as 'Authorization: Bearer …' or 'X-Api-Key: …'.");
        await reader
            .PostJsonAsync(Root, """{"name":"bot"}""")
            .ShouldBeDetailAsync(403, "This API key lacks the scope 'instances:write'.");
        (await reader.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe("""{"instances":[],"count":0}""");
    }

    private static string Expected(string fault)
    {
        var parts = fault.Split('|');
        return Fault(parts[0].Length == 0 ? "\"body\"" : $"\"body\",{parts[0].Replace('\'', '"')}", parts[1], parts[2]);
    }
}
