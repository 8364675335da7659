using System.Security.Cryptography;
using System.Text;
using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Transport;

public sealed class RequestTests
{
    [Fact]
    public async Task The_path_has_version_and_id_and_the_token_is_a_bearer()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"id":"106"}""");
        await graph.Session().PhoneNumbers.GetAsync("106", "id,status");
        graph.Single.ShouldBe(
            graph.Single with
            {
                Method = "GET",
                Path = "/v23.0/106",
                Query = "?fields=id%2Cstatus",
                Authorization = "Bearer test-token",
            }
        );
    }

    [Fact]
    public async Task The_version_can_be_chosen()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"id":"106"}""");
        await graph.Client(o => o with { Version = "v25.0" }).As("t").PhoneNumbers.GetAsync("106");
        graph.Single.Path.ShouldBe("/v25.0/106");
    }

    [Fact]
    public async Task The_proof_is_the_tokens_hmac_with_the_app_secret()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        await graph
            .Client(o => o with { AppSecret = "fake-secret" })
            .As("test-token")
            .PhoneNumbers.DeregisterAsync("106");
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes("fake-secret"), Encoding.UTF8.GetBytes("test-token"))
        );
        graph.Single.Query.ShouldBe($"?appsecret_proof={proof}");
    }

    [Fact]
    public async Task Without_an_app_secret_there_is_no_proof()
    {
        await using var graph = await LocalGraph.AnsweringAsync("""{"success":true}""");
        await graph.Session().PhoneNumbers.DeregisterAsync("106");
        graph.Single.Query.ShouldBe("");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("1/../2")]
    [InlineData("1?fields=x")]
    [InlineData("1%2f2")]
    [InlineData("..")]
    public async Task An_id_that_would_change_the_path_is_refused_by_name(string id)
    {
        await using var graph = await LocalGraph.AnsweringAsync("{}");
        var refused = await Should.ThrowAsync<ArgumentException>(() => graph.Session().PhoneNumbers.GetAsync(id));
        refused.ParamName.ShouldBe("phoneNumberId");
        graph.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nbreak")]
    public void A_malformed_token_is_refused(string token) =>
        Should
            .Throw<ArgumentException>(() => new GraphClient(new HttpClient()).As(token))
            .ParamName.ShouldBe("accessToken");

    [Theory]
    [InlineData("23.0")]
    [InlineData("v23")]
    [InlineData("v23.0/../v1.0")]
    public void A_malformed_version_is_refused(string version) =>
        Should
            .Throw<ArgumentException>(() => new GraphClient(new HttpClient(), new() { Version = version }))
            .ParamName.ShouldBe("Version");

    [Fact]
    public async Task Usage_headers_are_in_the_answer_and_reach_the_listener()
    {
        await using var graph = await LocalGraph.StartAsync(async context =>
        {
            context.Response.Headers["X-App-Usage"] = """{"call_count":28,"total_time":25,"total_cputime":24}""";
            context.Response.Headers["X-Business-Use-Case-Usage"] =
                """{"102":[{"type":"whatsapp","call_count":100,"total_cputime":25,"total_time":25"""
                + ",\"estimated_time_to_regain_access\":19}]}";
            await LocalGraph.Json("""{"id":"102"}""")(context);
        });
        GraphUsage? reported = null;
        var session = graph.Client(o => o with { UsageReported = usage => reported = usage }).As("t");
        var response = await session.SendAsync(
            Patchbay.Graph.BusinessAccounts.BusinessAccountOperations.Get.At("102"),
            new FieldsQuery()
        );
        (response.Usage?.App?.CallCount).ShouldBe(28);
        (response.Usage?.BusinessUseCases["102"].Single().Type).ShouldBe("whatsapp");
        (response.Usage?.RegainAccessIn).ShouldBe(TimeSpan.FromMinutes(19));
        reported.ShouldBe(response.Usage);
    }

    [Fact]
    public async Task A_usage_header_of_an_unknown_shape_does_not_fail_the_call()
    {
        await using var graph = await LocalGraph.StartAsync(async context =>
        {
            context.Response.Headers["X-App-Usage"] = "soon";
            await LocalGraph.Json("""{"id":"102"}""")(context);
        });
        (await graph.Session().BusinessAccounts.GetAsync("102")).Id.ShouldBe("102");
    }

    [Fact]
    public async Task Members_without_a_property_are_kept()
    {
        await using var graph = await LocalGraph.AnsweringAsync(
            """{"id":106,"brand_new":{"a":1},"quality_rating":"PURPLE"}"""
        );
        var number = await graph.Session().PhoneNumbers.GetAsync("106");
        number.Id.ShouldBe("106");
        number.AdditionalData!["brand_new"].GetProperty("a").GetInt32().ShouldBe(1);
        (number.QualityRating?.Value).ShouldBe("PURPLE");
    }
}
