using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Patchbay.Server.Platform;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Links;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Onboarding;

/// <summary>The address of a link is a permission, which a stranger may come to know.</summary>
public sealed partial class StrangersTests
{
    [Theory, EachDatabase]
    public async Task Opening_Metas_window_from_many_fresh_pages_does_not_shut_the_link(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        await using var customer = await link.OpenAsync();
        await customer
            .PostEventAsync($$"""{"pageToken":"{{customer.PageToken}}","type":"popup_opened"}""")
            .ShouldBeAsync(HttpStatusCode.NoContent);
        for (var number = 1; number <= 40; number++)
        {
            await using var stranger = await link.OpenAsync();
            await stranger
                .PostEventAsync($$"""{"pageToken":"{{stranger.PageToken}}","type":"popup_opened"}""")
                .ShouldBeAsync(HttpStatusCode.NoContent);
        }

        (await customer.CallbackAsync(stage.Meta.SignUp())).Text("status").ShouldBe("success");
    }

    [Theory, EachDatabase]
    public async Task A_stranger_elsewhere_uses_up_only_the_attempts_of_that_place(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        foreach (var number in Enumerable.Range(1, 11))
        {
            using var stranger = From("127.0.0.2", stage.Host.Address);
            using var page = await stranger.GetAsync($"/signup/{link.Id}");
            page.StatusCode.ShouldBe(number <= 10 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests);
            if (number <= 10)
                await PostAsync(stranger, link, await page.Content.ReadAsStringAsync(), number % 2 == 0);
        }

        await using var customer = await link.OpenAsync();
        (await customer.CallbackAsync(stage.Meta.SignUp())).Text("status").ShouldBe("success");
    }

    [Theory, EachDatabase]
    public async Task Ten_identical_callbacks_share_one_run_and_one_answer(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = stage.LinkOf(await stage.MakeAsync("""{"name":"x","redirectUrl":"https://my.app"}"""));
        await using var page = await link.OpenAsync();
        var body = page.CallbackJson(stage.Meta.SignUp());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AnswerAsync(page, body)));

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("OK {\"data\":{\"status\":\"success\"");
        (await AnswerAsync(page, body)).ShouldBe(answers[0]);
        Exchanges(stage).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Ten_identical_callbacks_that_fail_share_one_answer_too(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        var body = page.CallbackJson(stage.Meta.SignUp(new() { WithoutNumber = true }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AnswerAsync(page, body)));

        answers.Distinct().ShouldHaveSingleItem().ShouldContain("\"errorCode\":\"number_missing\"");
        (await AnswerAsync(page, body)).ShouldBe(answers[0]);
        Exchanges(stage).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_callback_that_another_server_runs_waits_for_its_answer(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var second = await stage.Host.StartSecondAsync(stage.Settings);
        var link = await stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        var body = page.CallbackJson(stage.Meta.SignUp());
        var (first, other) = (AnswerAsync(page, body), AnswerAtAsync(second, stage.Host, page, link, body));

        var answers = await stage.Host.AsTimePassesAsync(Task.WhenAll(first, other));

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("OK ");
        Exchanges(stage).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_addresses_of_links_are_random_and_links_keep_their_order(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = new List<Guid>();
        for (var number = 1; number <= 12; number++)
            made.Add((await stage.CreateLinkAsync()).Id);

        made.ShouldAllBe(id => id.Version == 4);
        var listed = (await stage.Api.GetAsync("/v1/onboarding-links").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .Select(link => link.GetProperty("id").GetGuid());
        listed.ShouldBe(Enumerable.Reverse(made));
        Enumerable.Range(0, 1000).Select(_ => stage.Host.Get<Ids>().UuidOfAddress()).Distinct().Count().ShouldBe(1000);
    }

    [Theory, EachDatabase]
    public async Task A_link_with_an_address_of_the_old_kind_goes_on_working(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var now = stage.Clock.GetUtcNow();
        var old = new LinkRow
        {
            Id = stage.Host.Get<Ids>().Uuid(),
            OrganizationId = stage.Organization.Id,
            Environment = Environments.Sandbox,
            Name = "Old",
            Status = LinkStatus.Pending,
            AttemptCount = 0,
            CreatedAt = now,
            ExpiresAt = now + TimeSpan.FromDays(1),
        };
        await stage.Host.Get<LinkStore>().InsertAsync(old, replacesEarlier: false, default);
        await using var page = await new Link(stage, old.Id).OpenAsync();
        (await page.CallbackAsync(stage.Meta.SignUp())).Text("status").ShouldBe("success");
    }

    private static int Exchanges(Stage stage) =>
        stage.Meta.Requests.Count(request => request.Path.EndsWith("/oauth/access_token", StringComparison.Ordinal));

    private static async Task<string> AnswerAsync(SignupPage page, string body)
    {
        using var answer = await page.PostCallbackAsync(body);
        return $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    // The page's cookie and token are valid on every server.
    private static async Task<string> AnswerAtAsync(
        PatchbayHost second,
        PatchbayHost first,
        SignupPage page,
        Link link,
        string body
    )
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = second.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/signup/{link.Id}/callback")
        {
            Content = HttpJson.Json(body),
        };
        request.Headers.Add("Origin", second.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Cookie", page.CookiesAt(first.Address));
        using var answer = await browser.SendAsync(request);
        return $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static async Task PostAsync(HttpClient browser, Link link, string html, bool isAbandoned)
    {
        var token = TokenInPage().Match(html).Groups["token"].Value;
        var (what, body) = isAbandoned
            ? ("events", $$"""{"pageToken":"{{token}}","type":"abandoned"}""")
            : ("callback", $$"""{"pageToken":"{{token}}","code":"nonsense-{{token}}","event":"FINISH"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/signup/{link.Id}/{what}")
        {
            Content = HttpJson.Json(body),
        };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeInRange(200, 299);
    }

    /// <summary>A browser at another address of this machine.</summary>
    private static HttpClient From(string address, Uri server) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = server,
        };

    [GeneratedRegex("\"pageToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenInPage();
}
