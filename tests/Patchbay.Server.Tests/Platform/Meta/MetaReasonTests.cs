using System.Net;
using System.Text.Json;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Meta;

/// <summary>Why Meta refused a call, in the shape of each surface.</summary>
public sealed class MetaReasonTests : IAsyncLifetime
{
    private const string Details = "body: number of localizable_params (1) does not match the expected number (2)",
        Title = "Faltan datos",
        UserMessage = "Indique todos los valores.";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_refused_message_says_what_is_wrong_in_its_answer_and_in_the_history()
    {
        var phone = await _stage.ConnectAsync();
        Fail("sendMessage", 132000);

        var error = await _stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "meta_refused");

        error.Text("message").ShouldBe(MetaSentences.Find(132000, null));
        var meta = error.GetProperty("meta");
        (meta.Text("details"), meta.Text("title"), meta.Text("userMessage")).ShouldBe((Details, Title, UserMessage));
        var stored = (await _stage.HistoryAsync(phone)).ShouldHaveSingleItem().GetProperty("error");
        (stored.GetProperty("code").GetInt32(), stored.Text("details"), stored.Text("title")).ShouldBe(
            (132000, Details, Title)
        );
    }

    [Fact]
    public async Task A_refused_template_says_what_is_wrong()
    {
        var phone = await _stage.ConnectAsync();
        Fail("*/message_templates", 100, 2388293);

        var error = await _stage
            .Api.PostJsonAsync(
                $"/v1/wabas/{phone.WabaId}/templates",
                """{"name":"a","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "meta_refused");

        error.Text("message").ShouldBe(MetaSentences.Find(100, 2388293));
        error.GetProperty("meta").Text("details").ShouldBe(Details);
    }

    [Fact]
    public async Task A_refused_connection_says_what_is_wrong()
    {
        var number = _stage.Meta.Connect();
        Fail("debugToken", 100);
        var error = await _stage
            .Api.PostJsonAsync($"{ConnectionStage.Root}/meta", ConnectionStage.RegisterJson(number))
            .ShouldBeAsync(HttpStatusCode.BadRequest);
        ShouldSayWhy(error.GetProperty("error"));
    }

    [Fact]
    public async Task A_refused_account_says_what_is_wrong()
    {
        var number = _stage.Meta.Connect();
        Fail("*/subscribed_apps", 100);
        ShouldSayWhy(
            await _stage
                .Api.PostJsonAsync(AccountStage.Accounts, AccountStage.NumberJson(number))
                .ShouldBeAsync(HttpStatusCode.BadGateway)
        );
    }

    [Fact]
    public async Task A_refused_channel_of_an_instance_says_what_is_wrong()
    {
        var number = _stage.Meta.Connect();
        var instance = await _stage.CreateInstanceAsync();
        Fail("debugToken", 131031);
        var refused = await _stage
            .Api.PostJsonAsync(InstanceStage.Channel(instance), InstanceStage.SetUpJson(number))
            .ShouldBeAsync(HttpStatusCode.BadGateway);
        refused.Text("detail")!.ShouldEndWith($" Meta says: {Details}");
    }

    [Fact]
    public async Task Metas_text_comes_as_one_line_of_bounded_length()
    {
        var phone = await _stage.ConnectAsync();
        _stage.Meta.AddFault(
            new Fault
            {
                Operation = "sendMessage",
                Code = 131009,
                Details = "one\r\n\ttwo\u0000\u202E three " + string.Concat(Enumerable.Repeat("😀 ", 1000)),
                UserMessage = " \n ",
                Times = 1,
            }
        );
        var meta = (
            await _stage.SendAsync(phone).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "meta_refused")
        ).GetProperty("meta");
        var details = meta.Text("details")!;
        details.ShouldStartWith("one two three 😀 😀");
        details.ShouldEndWith("…");
        details.Length.ShouldBeLessThanOrEqualTo(MetaText.Longest);
        meta.TryGetProperty("userMessage", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, 33, 100, 104, 190, 200, 368, 80007, 80008, 130403, 130429, 130472, 130497, 131005, 131008, 131009)]
    [InlineData(131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050, 131051)]
    [InlineData(131052, 131053, 131055, 131056, 131057, 131059, 131062, 131063, 131064, 132000, 132001, 132005)]
    [InlineData(132007, 132008, 132012, 132015, 132016, 132018, 132021, 132068, 132069, 133000, 133004, 133005)]
    [InlineData(133006, 133008, 133009, 133010, 133015, 133016, 134011, 134100, 134101, 134102, 135000, 137000)]
    public void A_well_known_code_has_a_sentence_of_its_own(params int[] codes)
    {
        foreach (var code in codes)
            MetaSentences.Find(code, null).ShouldNotBeNull(code.ToString()).ShouldEndWith(".");
    }

    private void Fail(string operationOrPath, int code, int? subcode = null) =>
        _stage.Meta.AddFault(
            new Fault
            {
                Operation = operationOrPath.Contains('/') ? null : operationOrPath,
                Path = operationOrPath.Contains('/') ? operationOrPath : null,
                Method = operationOrPath.Contains('/') ? "POST" : null,
                Code = code,
                Subcode = subcode,
                Details = Details,
                UserTitle = Title,
                UserMessage = UserMessage,
                Times = 1,
            }
        );

    private static void ShouldSayWhy(JsonElement refusal)
    {
        refusal.GetProperty("meta_code").GetInt32().ShouldBe(100);
        (refusal.Text("meta_details"), refusal.Text("meta_title"), refusal.Text("meta_user_message")).ShouldBe(
            (Details, Title, UserMessage)
        );
    }
}
