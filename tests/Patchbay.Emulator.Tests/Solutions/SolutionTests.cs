using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Solutions;

public sealed class SolutionTests
{
    [Fact]
    public async Task A_solution_is_accepted_and_deactivated_by_the_invited_partner()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var (solution, accept, invited) = await OfferAsync(meta);
        Task<Reply> Owner(string step, string body = "{}") =>
            meta.PostAsync($"v23.0/{solution}/{step}", body, EmulatorDefaults.SystemUserToken);
        Task<Reply> Invited(string step, string body = "{}") =>
            meta.PostAsync($"v23.0/{solution}/{step}", body, invited);

        (await Owner("send_deactivation_request")).ShouldBeRefused(100);
        (await Owner("accept", accept)).ShouldBeRefused(200);
        (await Invited("accept", accept)).ShouldSucceed();
        (await Invited("accept", accept)).ShouldBeRefused(100);
        (await Owner("send_deactivation_request")).ShouldSucceed();
        (await Invited("reject_deactivation_request", """{"reject_deactivation_request":true}""")).ShouldSucceed();
        (await Invited("accept_deactivation_request")).ShouldBeRefused(100);
        (await Owner("send_deactivation_request")).ShouldSucceed();
        (await Owner("accept_deactivation_request")).ShouldBeRefused(200);
        ((string)(await Invited("accept_deactivation_request")).ShouldSucceed()["status"]!).ShouldBe("DEACTIVATED");
        await meta.SettleAsync();

        meta.Webhooks.Of("partner_solutions")
            .Select(v => (string)v["solution_status"]!)
            .ShouldBe(["INITIATED", "ACTIVE", "PENDING_DEACTIVATION", "ACTIVE", "PENDING_DEACTIVATION", "DEACTIVATED"]);
    }

    [Fact]
    public async Task A_rejected_offer_cannot_be_accepted()
    {
        await using var meta = await Meta.StartAsync();
        var (solution, accept, invited) = await OfferAsync(meta);

        (
            await meta.PostAsync($"v23.0/{solution}/reject", """{"request_type":"DEACTIVATION_REQUEST"}""", invited)
        ).ShouldBeRefused(100);
        (
            await meta.PostAsync($"v23.0/{solution}/reject", """{"request_type":"PARTNERSHIP_REQUEST"}""", invited)
        ).ShouldSucceed();

        (await meta.PostAsync($"v23.0/{solution}/accept", accept, invited)).ShouldBeRefused(100);
        ((string)(await meta.GetAsync($"v23.0/{solution}", invited)).ShouldSucceed()["status"]!).ShouldBe("REJECTED");
    }

    [Theory]
    [InlineData(
        """
            {"owner_permissions":["MESSAGING"],"partner_permissions":["MESSAGING"],"partner_app_id":"{0}",
            "solution_name":"Both"}
            """
    )]
    [InlineData(
        """{"owner_permissions":[],"partner_permissions":[],"partner_app_id":"{0}","solution_name":"Neither"}"""
    )]
    [InlineData("""{"owner_permissions":["MESSAGING"],"partner_app_id":"100000000000001","solution_name":"Alone"}""")]
    [InlineData("""{"owner_permissions":["MESSAGING"],"partner_app_id":"1","solution_name":"Nobody"}""")]
    public async Task An_offer_needs_two_known_apps_and_exactly_one_that_sends(string offer)
    {
        await using var meta = await Meta.StartAsync();
        var other = (string)(await meta.PostAsync("_emulator/apps", """{"name":"Other"}""")).ShouldSucceed()["id"]!;

        (
            await meta.PostAsync(
                $"v23.0/{meta.Emulator.AppId}/whatsapp_business_solution",
                offer.Replace("{0}", other, StringComparison.Ordinal),
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldBeRefused(100);
    }

    private static async Task<(string Solution, string Accept, string Invited)> OfferAsync(Meta meta)
    {
        var offer = await new Recipes(meta).MakeAsync("acceptWhatsAppBusinessSolution");
        return (offer.Path.Split('/')[0], offer.Json!, offer.Token!);
    }
}
