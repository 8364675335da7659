using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Solutions;

public sealed class SolutionTests
{
    [Fact]
    public async Task A_solution_goes_from_offer_to_its_end_by_agreement()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var offer = await new Recipes(meta).MakeAsync("acceptWhatsAppBusinessSolution");
        var solution = offer.Path.Split('/')[0];
        Task<Reply> Post(string step, string body = "{}") => meta.PostAsync($"v23.0/{solution}/{step}", body, EmulatorDefaults.SystemUserToken);

        (await Post("send_deactivation_request")).ShouldBeRefused(100);
        (await Post("accept", offer.Json!)).ShouldSucceed();
        (await Post("accept", offer.Json!)).ShouldBeRefused(100);
        (await Post("send_deactivation_request")).ShouldSucceed();
        (await Post("reject_deactivation_request", """{"reject_deactivation_request":true}""")).ShouldSucceed();
        (await Post("accept_deactivation_request")).ShouldBeRefused(100);
        (await Post("send_deactivation_request")).ShouldSucceed();
        ((string)(await Post("accept_deactivation_request")).ShouldSucceed()["status"]!).ShouldBe("DEACTIVATED");
        await meta.SettleAsync();

        meta.Webhooks.Of("partner_solutions").Select(v => (string)v["solution_status"]!).ShouldBe(["INITIATED", "ACTIVE", "PENDING_DEACTIVATION", "ACTIVE", "PENDING_DEACTIVATION", "DEACTIVATED"]);
    }
}
