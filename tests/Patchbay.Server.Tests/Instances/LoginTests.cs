using System.Net;
using System.Web;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

public sealed class LoginTests : IAsyncLifetime
{
    private const string Callback = "/v1/channels/whatsapp/callback";

    private Stage _stage = null!;
    private string _instance = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _instance = await _stage.CreateInstanceAsync();
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Returning_from_the_dialog_connects_the_number()
    {
        var (state, redirect) = await BeginAsync();
        var signup = _stage.Meta.SignUp(new SignupChoices { RedirectUri = redirect });

        var status = await _stage
            .Host.Anonymous.GetAsync($"{Callback}?code={signup.Code}&state={state}")
            .ShouldBeAsync(HttpStatusCode.OK);

        status.Text("phone_number_id").ShouldBe(signup.PhoneNumberId);
        status.TryGetProperty("verify_token", out _).ShouldBeFalse();
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_state_that_was_used_never_issued_or_expired_is_refused()
    {
        var (state, redirect) = await BeginAsync();
        await _stage
            .Host.Anonymous.GetAsync($"{Callback}?error=access_denied&state={state}")
            .ShouldBeDetailAsync(403, "The log-in was not finished at Meta");
        await UselessAsync(state);
        await UselessAsync("never-given");
        var (late, _) = await BeginAsync();
        _stage.Clock.Advance(TimeSpan.FromMinutes(16));
        await UselessAsync(late);
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("not_configured");

        Task UselessAsync(string refusedState) =>
            _stage
                .Host.Anonymous.GetAsync(
                    $"{Callback}?code={_stage.Meta.SignUp(new SignupChoices { RedirectUri = redirect }).Code}"
                        + $"&state={refusedState}"
                )
                .ShouldBeDetailAsync(403, "This log-in has already finished, has expired or did not begin here");
    }

    [Fact]
    public async Task A_missing_or_bad_code_is_refused_and_names_the_parameter()
    {
        var (state, _) = await BeginAsync();
        await _stage
            .Host.Anonymous.GetAsync(Callback)
            .ShouldBeInvalidAsync(
                Fault("\"query\",\"code\"", "Field required", "missing"),
                Fault("\"query\",\"state\"", "Field required", "missing")
            );
        var answer = await _stage
            .Host.Anonymous.GetAsync($"{Callback}?code=nonsense&state={state}")
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("detail")[0].GetProperty("loc").GetRawText().ShouldBe("""["query","code"]""");
    }

    private async Task<(string State, string Redirect)> BeginAsync()
    {
        var answer = await _stage
            .Api.PostJsonAsync(Channel(_instance) + "/connect", "")
            .ShouldBeAsync(HttpStatusCode.OK);
        var url = new Uri(answer.Text("oauth_url")!);
        var query = HttpUtility.ParseQueryString(url.Query);
        query["state"].ShouldBe(answer.Text("state"));
        url.AbsolutePath.ShouldEndWith("/dialog/oauth");
        return (query["state"]!, query["redirect_uri"]!);
    }
}
