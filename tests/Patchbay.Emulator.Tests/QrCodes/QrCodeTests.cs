using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.QrCodes;

public sealed class QrCodeTests
{
    [Fact]
    public async Task A_code_is_created_changed_listed_and_deleted()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var codes = $"v23.0/{shop.PhoneNumberId}/message_qrdls";

        var made = (
            await meta.PostAsync(codes, """{"prefilled_message":"Tell me more"}""", shop.AccessToken)
        ).ShouldSucceed();
        var code = (string)made["code"]!;
        ((string)made["deep_link_url"]!).ShouldEndWith(code);
        made["qr_image_url"].ShouldBeNull();
        (
            await meta.PostAsync(
                codes,
                $$"""{"code":"{{code}}","prefilled_message":"Cake, please"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();

        (
            (string)
                (await meta.GetAsync($"{codes}/{code}", shop.AccessToken)).ShouldSucceed()["data"]![0]![
                    "prefilled_message"
                ]!
        ).ShouldBe("Cake, please");
        (await meta.GetAsync(codes, shop.AccessToken)).ShouldSucceed()["data"]!.AsArray().Count.ShouldBe(1);
        (await meta.DeleteAsync($"{codes}/{code}", shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"{codes}/{code}", shop.AccessToken)).ShouldBeRefused(100);
    }

    [Theory]
    [InlineData("PNG", "image/png")]
    [InlineData("SVG", "image/svg+xml")]
    public async Task The_image_of_a_code_needs_no_token(string format, string type)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        JsonNode made = (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/message_qrdls",
                $$"""{"prefilled_message":"Hi","generate_qr_image":"{{format}}"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();

        var picture = await meta.GetAsync((string)made["qr_image_url"]!);

        picture.Status.ShouldBe(200);
        picture.Response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var bytes = await picture.Response.Content.ReadAsByteArrayAsync(Meta.Cancel);
        bytes.Length.ShouldBeGreaterThan(300);
        bytes[1..4].ShouldBe(format == "PNG" ? "PNG"u8.ToArray() : "svg"u8.ToArray());
        (
            await meta.GetAsync(
                ((string)made["qr_image_url"]!).Replace((string)made["code"]!, "NONE", StringComparison.Ordinal)
            )
        ).ShouldBeRefused(100, 33);
    }

    [Fact]
    public async Task A_message_over_140_characters_and_the_code_of_another_number_are_refused()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, other) = (meta.Connect("Shop"), meta.Connect("Other"));
        var code = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.PhoneNumberId}/message_qrdls",
                    """{"prefilled_message":"Hi"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed()["code"]!;

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/message_qrdls",
                $$"""{"prefilled_message":"{{new string('x', 141)}}"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100);
        (
            await meta.DeleteAsync($"v23.0/{other.PhoneNumberId}/message_qrdls/{code}", other.AccessToken)
        ).ShouldBeRefused(100);
    }
}
