using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Patchbay.Emulator.Tests.Direct;

namespace Patchbay.Emulator.Tests.Identity;

public sealed class PermissionTests
{
    [Fact]
    public async Task Granted_permissions_are_listed_and_revoked_one_by_one()
    {
        await using var meta = await Meta.StartAsync();
        var user = await LoggedIn.UserAsync(meta);

        (await meta.DeleteAsync("v23.0/me/permissions/pages_messaging", user)).ShouldSucceed();
        (await meta.DeleteAsync("v23.0/me/permissions/ads_read", user)).ShouldBeRefused(100);

        var listed = (await meta.GetAsync("v23.0/me/permissions", user)).ShouldSucceed()["data"]!.AsArray();
        listed
            .ToDictionary(p => (string)p!["permission"]!, p => (string)p!["status"]!)
            .ShouldBe(
                new()
                {
                    ["pages_show_list"] = "granted",
                    ["pages_manage_metadata"] = "granted",
                    ["pages_messaging"] = "declined",
                }
            );
        (await meta.GetAsync("v23.0/me/permissions?status=declined", user)).ShouldSucceed()["data"]!
            .AsArray()
            .Count.ShouldBe(1);
    }

    [Fact]
    public async Task Revoking_all_permissions_ends_the_tokens_and_notifies_the_app()
    {
        await using var meta = await Meta.StartAsync();
        (
            await meta.PostAsync(
                "_emulator/apps",
                $$"""{"app_id":"{{meta.Emulator.AppId}}","deauthorize_url":"https://receiver.test/gone"}"""
            )
        ).ShouldSucceed();
        var user = await LoggedIn.UserAsync(meta);
        var page = await LoggedIn.PageAsync(meta);
        var id = (string)(await meta.GetAsync("v23.0/me", user)).ShouldSucceed()["id"]!;

        (await meta.DeleteAsync("v23.0/me/permissions", user)).ShouldSucceed();
        await meta.SettleAsync();

        (await meta.GetAsync("v23.0/me", user)).ShouldBeRefused(190, 458);
        (await page.GetAsync("subscribed_apps")).ShouldBeRefused(190, 458);
        var webhook = meta.Webhooks.All.Single();
        webhook.Url.AbsolutePath.ShouldBe("/gone");
        var payload = Verify(webhook.Text, meta.Emulator.AppSecret);
        ((string)payload["user_id"]!).ShouldBe(id);
        ((string)payload["algorithm"]!).ShouldBe("HMAC-SHA256");
    }

    [Fact]
    public async Task A_system_user_can_neither_revoke_its_permissions_nor_read_a_persons()
    {
        await using var meta = await Meta.StartAsync();
        var user = await LoggedIn.UserAsync(meta);
        var id = (string)(await meta.GetAsync("v23.0/me", user)).ShouldSucceed()["id"]!;

        (await meta.DeleteAsync("v23.0/me/permissions", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(100);
        (await meta.GetAsync($"v23.0/{id}/permissions", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(200);
        (await meta.GetAsync($"v23.0/{id}/permissions", meta.Emulator.AppToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_business_that_removes_the_app_sends_no_more_webhooks_and_the_partner_is_notified()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();

        (await meta.PostAsync("_emulator/deauthorize", $$"""{"business_id":"{{shop.BusinessId}}"}""")).ShouldSucceed();
        meta.Emulator.ReceiveText(shop.PhoneNumberId, "15550100001", "Maria", "anybody there?");
        await meta.SettleAsync();

        (await meta.GetAsync($"v23.0/{shop.WabaId}", shop.AccessToken)).ShouldBeRefused(190, 458);
        var update = meta.Webhooks.Of("account_update")[^1];
        ((string)update["event"]!).ShouldBe("PARTNER_APP_UNINSTALLED");
        ((string)update["waba_info"]!["waba_id"]!).ShouldBe(shop.WabaId);
        meta.Webhooks.Of("messages").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_removes_an_Instagram_app_is_named_by_the_app_scoped_id()
    {
        await using var meta = await Meta.StartAsync();
        (
            await meta.PostAsync(
                "_emulator/apps",
                $$"""{"app_id":"{{meta.Emulator.AppId}}","deauthorize_url":"https://receiver.test/gone"}"""
            )
        ).ShouldSucceed();
        var account = await LoggedIn.InstagramAsync(meta);
        var appScoped = (string)
            (await meta.GetAsync("graph.instagram.com/me?fields=id", account.Token)).ShouldSucceed()["id"]!;
        var user = (await meta.GetAsync("_emulator/profiles")).Json["users"]![0]!["id"];

        (await meta.PostAsync("_emulator/deauthorize", $$"""{"user_id":"{{user}}"}""")).ShouldSucceed();
        await meta.SettleAsync();

        ((string)Verify(meta.Webhooks.All.Single().Text, EmulatorDefaults.InstagramAppSecret)["user_id"]!).ShouldBe(
            appScoped
        );
        (await meta.GetAsync("graph.instagram.com/me", account.Token)).ShouldBeRefused(190, 458);
    }

    [Theory]
    [InlineData("""{"url":"https://app.test/deletion/7","confirmation_code":"7"}""", 200)]
    [InlineData("""{"success":true}""", 400)]
    [InlineData("thanks", 400)]
    public async Task The_data_deletion_callback_must_answer_with_a_status_page(string answer, int status)
    {
        await using var meta = await Meta.StartAsync();
        var user = (await meta.GetAsync("_emulator/profiles")).Json["users"]![0]!["id"];
        (await meta.PostAsync("_emulator/data_deletion", $$"""{"user_id":"{{user}}"}""")).ShouldBeControlRefused();
        (
            await meta.PostAsync(
                "_emulator/apps",
                $$"""{"app_id":"{{meta.Emulator.AppId}}","data_deletion_url":"https://receiver.test/delete"}"""
            )
        ).ShouldSucceed();
        meta.Webhooks.Body = answer;

        (await meta.PostAsync("_emulator/data_deletion", $$"""{"user_id":"{{user}}"}""")).Status.ShouldBe(status);

        ((string)Verify(meta.Webhooks.All.Single().Text, meta.Emulator.AppSecret)["user_id"]!).ShouldBe(
            user!.ToString()
        );
    }

    [Fact]
    public async Task An_app_that_requires_the_proof_refuses_calls_without_it()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (
            await meta.PostAsync("_emulator/apps", $$"""{"app_id":"{{meta.Emulator.AppId}}","requires_proof":true}""")
        ).ShouldSucceed();
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(meta.Emulator.AppSecret),
                Encoding.UTF8.GetBytes(shop.AccessToken)
            )
        );

        (await meta.GetAsync($"v23.0/{shop.WabaId}", shop.AccessToken)).ShouldBeRefused(100);
        (await meta.GetAsync($"v23.0/{shop.WabaId}?appsecret_proof={proof}", shop.AccessToken)).ShouldSucceed();
    }

    /// <summary>Reads a signed_request as Meta's documentation describes.</summary>
    private static JsonNode Verify(string form, string secret)
    {
        var parts = QueryHelpers.ParseQuery(form)["signed_request"].ToString().Split('.');
        WebEncoders
            .Base64UrlDecode(parts[0])
            .ShouldBe(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(parts[1])));
        return JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!;
    }
}
