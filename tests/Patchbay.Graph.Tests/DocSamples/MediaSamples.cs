namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-media.md. DocumentationTests compares the two.</summary>
internal static class MediaSamples
{
    public static async Task MediaAsync(GraphSession account, string phoneNumberId, CancellationToken cancellationToken)
    {
        #region media
        await using var file = File.OpenRead("cat.jpg");
        var uploaded = await account.Media.UploadAsync(phoneNumberId, file, "image/jpeg", "cat.jpg", cancellationToken);

        var info = await account.Media.GetAsync(uploaded.Id, cancellationToken: cancellationToken);
        await using var download = await account.Media.DownloadAsync(new Uri(info.Url), cancellationToken);
        await using var copy = File.Create("copy.jpg");
        await download.Content.CopyToAsync(copy, cancellationToken);
        #endregion
    }
}
