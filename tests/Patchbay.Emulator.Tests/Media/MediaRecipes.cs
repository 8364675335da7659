using Patchbay.Emulator.Media;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Media;

internal sealed class MediaRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "startUpload", () => new Recipe($"{App}/uploads?file_length=4&file_type=image/png", Token: Token) },
            {
                "sendUpload",
                async () =>
                    await UploadAsync() with
                    {
                        Headers = new() { ["file_offset"] = "0" },
                        Raw = [1, 2, 3, 4],
                    }
            },
            { "getUpload", () => UploadAsync() },
            {
                "uploadImage",
                () =>
                    new Recipe($"{Phone}/media", Token: Token)
                    {
                        Form = new() { ["messaging_product"] = "whatsapp", ["type"] = "image/png" },
                        File = ("file", "a.png", "image/png", SampleMedia.Of("image")),
                    }
            },
            { "retrieveMediaUrl", () => new Recipe(Media(), Token: Token) },
            { "deleteMedia", () => new Recipe(Media(), Token: Token) },
            { "downloadMedia", () => DownloadAsync() },
        };

    private async Task<Recipe> UploadAsync() =>
        new(
            (string)
                (await OkAsync(new Recipe($"{App}/uploads?file_length=4&file_type=image/png", Token: Token)))["id"]!,
            Token: Token
        );

    private string Media() => Make(w => MediaRules.StoreInbound(w, Number(w), "image", null, null, null)).Id;

    private async Task<Recipe> DownloadAsync() =>
        new((string)(await Meta.GetAsync($"v23.0/{Media()}", Token)).ShouldSucceed()["url"]!, Token: Token);
}
