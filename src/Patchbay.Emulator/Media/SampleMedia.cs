namespace Patchbay.Emulator.Media;

/// <summary>Small valid files for inbound media that come without content.</summary>
internal static class SampleMedia
{
    private static readonly byte[] Png = Load("sample.png");

    private static readonly byte[] Webp = Convert.FromBase64String(
        "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
    );

    public static byte[] Of(string kind) =>
        kind switch
        {
            "image" => Png,
            "sticker" => Webp,
            "document" => "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray(),
            "audio" => "OggS\0\u0002"u8.ToArray(),
            _ => "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom"u8.ToArray(),
        };

    private static byte[] Load(string name)
    {
        using var stream = typeof(SampleMedia).Assembly.GetManifestResourceStream("Patchbay.Emulator.Media." + name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    public static string MimeTypeOf(string kind) =>
        kind switch
        {
            "image" => "image/png",
            "sticker" => "image/webp",
            "document" => "application/pdf",
            "audio" => "audio/ogg; codecs=opus",
            _ => "video/mp4",
        };
}
