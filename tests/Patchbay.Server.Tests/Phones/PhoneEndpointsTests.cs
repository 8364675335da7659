using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Phones;

public sealed class PhoneEndpointsTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private ConnectedPhone _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _phone = await _stage.ConnectAsync(
            new SignupChoices
            {
                PhoneNumber = "+5491155551234",
                BusinessName = "Acme Portfolio",
                WabaName = "Acme WhatsApp",
                Page = true,
                Dataset = true,
            },
            """{"name":"Acme Corp","externalId":"customer-123","metadata":{"locationCode":"store-01"}}"""
        );
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_completed_link_reads_as_documented()
    {
        var link = await _phone.Link.ReadAsync();
        link.EnumerateObject()
            .Select(member => member.Name)
            .Take(14)
            .ShouldBe([
                "id",
                "name",
                "status",
                "externalId",
                "metadata",
                "redirectUrl",
                "hostedUrl",
                "phoneNumberId",
                "phoneNumber",
                "wabaId",
                "isPhoneRegistered",
                "webhookUrl",
                "createdAt",
                "completedAt",
            ]);
        link.GetProperty("status").GetString().ShouldBe("completed");
        link.GetProperty("phoneNumber").GetString().ShouldBe("+5491155551234");
        link.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        link.GetProperty("webhookUrl").GetString().ShouldEndWith($"/webhook/phone/{_phone.Id}");
        link.GetProperty("completedAt").GetString().ShouldBe("2026-01-15T10:30:00.000Z");
    }

    [Fact]
    public async Task A_connection_reads_as_documented()
    {
        var data = await DataAsync($"/v1/wabas/{_phone.WabaId}/connection");
        Names(data).ShouldBe(["waba", "connectedAccount", "phones"]);
        Names(data.GetProperty("waba"))
            .Take(7)
            .ShouldBe(["id", "metaWabaId", "name", "currency", "ownerBusiness", "datasetId", "pageId"]);
        var account = data.GetProperty("connectedAccount");
        Names(account)
            .ShouldBe([
                "source",
                "business",
                "waba",
                "pageIds",
                "selectedPageId",
                "pages",
                "datasetIds",
                "selectedDatasetId",
                "catalogIds",
                "instagramAccountIds",
                "marketingMessagesOnboardingStatus",
                "graphLookupErrors",
            ]);
        Names(account.GetProperty("waba")).ShouldBe(["id", "metaWabaId", "name", "currency"]);
        Names(account.GetProperty("pages")[0]).ShouldBe(["id", "name", "isFromOnboarding", "isSelectedForCapi"]);
        account.GetProperty("source").GetString().ShouldBe("embedded_signup");
        account.GetProperty("business").GetProperty("name").GetString().ShouldBe("Acme Portfolio");
        account.GetProperty("pages")[0].GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        account.GetProperty("graphLookupErrors").GetArrayLength().ShouldBe(0);
        data.GetProperty("phones")[0].GetProperty("id").GetString().ShouldBe(_phone.Id);
    }

    [Fact]
    public async Task A_failed_lookup_at_Meta_is_listed_and_stored_ids_are_still_shown()
    {
        _stage.Meta.FailNext("/" + _phone.Signup.BusinessId, code: 200, times: 1);
        var account = (await DataAsync($"/v1/phones/{_phone.Id}")).GetProperty("connectedAccount");
        var error = account.GetProperty("graphLookupErrors")[0];
        error.GetProperty("target").GetString().ShouldBe("business");
        error.GetProperty("code").GetInt32().ShouldBe(200);
        account.GetProperty("business").GetProperty("id").GetString().ShouldBe(_phone.Signup.BusinessId);
        account.GetProperty("pageIds").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_phone_shows_its_metadata_quality_and_limits()
    {
        var phone = await DataAsync($"/v1/phones/{_phone.Id}");
        phone.GetProperty("phoneNumber").GetString().ShouldBe("+5491155551234");
        phone.GetProperty("metaPhoneNumberId").GetString().ShouldBe(_phone.MetaPhoneNumberId);
        phone.GetProperty("status").GetString().ShouldBe("connected");
        phone.GetProperty("metadata").GetProperty("locationCode").GetString().ShouldBe("store-01");
        phone.GetProperty("externalId").GetString().ShouldBe("customer-123");
        phone.GetProperty("qualityRating").ValueKind.ShouldBe(JsonValueKind.String);
        phone.GetProperty("messagingLimitTier").ValueKind.ShouldBe(JsonValueKind.String);
        (await DataAsync("/v1/phones"))[0].GetProperty("id").GetString().ShouldBe(_phone.Id);
        (await DataAsync("/v1/wabas"))[0]
            .GetProperty("metadata")
            .GetProperty("locationCode")
            .GetString()
            .ShouldBe("store-01");
    }

    [Fact]
    public async Task A_healthy_number_passes_every_check()
    {
        var health = await HealthAsync();
        Checks(health)
            .ShouldBe([
                "token pass",
                "permissions pass",
                "number_registered pass",
                "app_subscribed pass",
                "callback pass",
                "meta_health pass",
                "webhook_fields pass",
            ]);
        health
            .GetProperty("capabilities")
            .ToString()
            .ShouldBe("""{"canReceiveMessages":true,"canSendMessages":true,"canSendTemplates":true}""");
        health.GetProperty("issues").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_token_revoked_by_removing_the_app_is_reported()
    {
        _stage.Meta.RevokeToken(await TokenAsync(), 458);
        var health = await HealthAsync();
        health.GetProperty("capabilities").GetProperty("canReceiveMessages").GetBoolean().ShouldBeFalse();
        health.GetProperty("capabilities").GetProperty("canSendMessages").GetBoolean().ShouldBeFalse();
        health.GetProperty("issues")[0].GetProperty("code").GetString().ShouldBe("token_revoked");
    }

    [Fact]
    public async Task When_Meta_is_unreachable_the_last_good_answer_is_served_as_stale()
    {
        var before = await HealthAsync();
        _stage.Clock.Advance(TimeSpan.FromMinutes(5));
        _stage.Meta.FailNext("/*", code: 2, httpStatus: 503, times: 50);
        _stage.Meta.FailNext("/*/*", code: 2, httpStatus: 503, times: 50);
        var after = await HealthAsync();
        after.GetProperty("isStale").GetBoolean().ShouldBeTrue();
        after.GetProperty("checkedAt").GetString().ShouldBe(before.GetProperty("checkedAt").GetString());
        after.GetProperty("capabilities").GetProperty("canSendMessages").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("/v1/phones/{0}")]
    [InlineData("/v1/phones/{0}/health")]
    [InlineData("/v1/wabas/{1}")]
    [InlineData("/v1/wabas/{1}/connection")]
    public async Task Another_tenants_phone_or_account_is_not_found(string path)
    {
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        foreach (var client in new[] { other.Sandbox, _stage.Organization.Production })
        {
            await client
                .GetAsync(
                    string.Format(System.Globalization.CultureInfo.InvariantCulture, path, _phone.Id, _phone.WabaId)
                )
                .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        }
        await _stage
            .Api.GetAsync(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, path, "nonsense", "nonsense")
            )
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Reading_needs_the_scope()
    {
        using var client = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, Scopes.MessagesRead);
        await client
            .GetAsync($"/v1/phones/{_phone.Id}")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
        await client.GetAsync("/v1/wabas").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    private async Task<JsonElement> DataAsync(string path) =>
        (await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    private Task<JsonElement> HealthAsync() => DataAsync($"/v1/phones/{_phone.Id}/health");

    private static IEnumerable<string> Checks(JsonElement health) =>
        health
            .GetProperty("checks")
            .EnumerateArray()
            .Select(check => $"{check.GetProperty("name").GetString()} {check.GetProperty("state").GetString()}");

    private static IEnumerable<string> Names(JsonElement value) =>
        value.EnumerateObject().Select(member => member.Name);

    /// <summary>The stored token, opened by the vault.</summary>
    private async Task<string> TokenAsync()
    {
        var connections = _stage.Host.Get<Patchbay.Server.Connections.ConnectionStore>();
        var connection = await connections.FindLivePhoneAsync("sandbox", _phone.MetaPhoneNumberId, default);
        return (await connections.TokenAsync(connection!, default))!.Reveal();
    }
}
