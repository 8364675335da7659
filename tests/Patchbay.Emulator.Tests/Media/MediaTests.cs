using System.Net.Http.Headers;

namespace Patchbay.Emulator.Tests.Media;

public sealed class MediaTests
{
    [Fact]
    public async Task An_upload_is_found_sent_downloaded_and_deleted()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await UploadAsync(meta, shop, "image/png", [1, 2, 3])).ShouldSucceed()["id"]!;

        var found = (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed();
        ((int)found["file_size"]!).ShouldBe(3);
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                $$$"""
                {"messaging_product":"whatsapp","to":"15550100001","type":"image","image":{"id":"{{{id}}}",
                "caption":"look"}}
                """,
                shop.AccessToken
            )
        ).ShouldSucceed();
        var file = await meta.GetAsync((string)found["url"]!, shop.AccessToken);
        file.Status.ShouldBe(200);
        file.Response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await meta.DeleteAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldBeRefused(100, 33);
    }

    [Fact]
    public async Task A_media_address_works_for_five_minutes_and_only_with_a_token_of_its_account()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var other = meta.Connect("Other");
        var id = (string)(await UploadAsync(meta, shop, "image/png", [1])).ShouldSucceed()["id"]!;
        var url = (string)(await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed()["url"]!;

        (await meta.GetAsync(url)).Status.ShouldBe(401);
        (await meta.GetAsync(url, other.AccessToken)).Status.ShouldBe(404);
        (await meta.GetAsync(url + "0", shop.AccessToken)).Status.ShouldBe(404);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(6));
        (await meta.GetAsync(url, shop.AccessToken)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_upload_expires_after_thirty_days()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await UploadAsync(meta, shop, "image/png", [1])).ShouldSucceed()["id"]!;
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(31));

        (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldBeRefused(100, 33);
    }

    [Theory]
    [InlineData("image/tiff", 1, 100)]
    [InlineData("image/png", 0, 131053)]
    [InlineData("image/png", 5 * 1024 * 1024 + 1, 131053)]
    public async Task Wrong_types_and_sizes_are_refused(string type, int size, int code)
    {
        await using var meta = await Meta.StartAsync();

        (await UploadAsync(meta, meta.Connect(), type, new byte[size])).ShouldBeRefused(code);
    }

    [Fact]
    public async Task Media_a_customer_sent_can_be_downloaded()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        meta.Emulator.Receive(
            shop.PhoneNumberId,
            "15550100001",
            "Maria",
            "image",
            new System.Text.Json.Nodes.JsonObject { ["caption"] = "here" }
        );
        await meta.SettleAsync();

        var image = meta.Webhooks.Of("messages").Single()["messages"]![0]!["image"]!;
        var url = (string)(await meta.GetAsync($"v23.0/{image["id"]}", shop.AccessToken)).ShouldSucceed()["url"]!;

        (await meta.GetAsync(url, shop.AccessToken)).Status.ShouldBe(200);
        Convert.FromBase64String((string)image["sha256"]!).Length.ShouldBe(32);
    }

    [Fact]
    public async Task Media_from_a_customer_expires_after_seven_days()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        meta.Emulator.Receive(
            shop.PhoneNumberId,
            "15550100001",
            "Maria",
            "image",
            new System.Text.Json.Nodes.JsonObject()
        );
        await meta.SettleAsync();
        var id = (string)meta.Webhooks.Of("messages").Single()["messages"]![0]!["image"]!["id"]!;

        meta.Emulator.AdvanceClock(TimeSpan.FromDays(6));
        (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(2));
        (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldBeRefused(100, 33);
    }

    [Fact]
    public async Task A_resumable_upload_continues_from_its_offset_and_ends_after_a_day()
    {
        await using var meta = await Meta.StartAsync();
        var partner = EmulatorDefaults.SystemUserToken;
        (
            await meta.PostAsync(
                $"v23.0/{meta.Emulator.AppId}/uploads?file_length=4&file_type=image/gif",
                "{}",
                partner
            )
        ).ShouldBeRefused(100);
        var id = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{meta.Emulator.AppId}/uploads?file_length=4&file_type=image/png",
                    "{}",
                    partner
                )
            ).ShouldSucceed()["id"]!;

        (await SendPartAsync(meta, id, 1, [2])).ShouldBeRefused(100);
        (await SendPartAsync(meta, id, 0, [1, 2])).ShouldSucceed()["h"].ShouldBeNull();
        ((int)(await meta.GetAsync($"v23.0/{id}", partner)).ShouldSucceed()["file_offset"]!).ShouldBe(2);
        (await SendPartAsync(meta, id, 2, [3, 4, 5])).ShouldBeRefused(100);
        (await SendPartAsync(meta, id, 2, [3, 4])).ShouldSucceed()["h"].ShouldNotBeNull();
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(1));
        (await meta.GetAsync($"v23.0/{id}", partner)).ShouldBeRefused(100, 33);
    }

    private static Task<Reply> SendPartAsync(Meta meta, string id, int offset, byte[] part)
    {
        var content = new ByteArrayContent(part);
        content.Headers.Add("file_offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return meta.PostAsync($"v23.0/{id}", content, EmulatorDefaults.SystemUserToken);
    }

    private static Task<Reply> UploadAsync(Meta meta, ConnectedNumber shop, string type, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/media",
            new MultipartFormDataContent
            {
                { new StringContent("whatsapp"), "messaging_product" },
                { new StringContent(type), "type" },
                { file, "file", "file" },
            },
            shop.AccessToken
        );
    }
}
