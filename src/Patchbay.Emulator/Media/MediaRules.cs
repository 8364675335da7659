using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Media;

/// <summary>The file types that WhatsApp accepts, their sizes, and how long files are kept.</summary>
internal static class MediaRules
{
    private const int Megabyte = 1024 * 1024;
    private static readonly long UploadLife = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private static readonly long InboundLife = (long)TimeSpan.FromDays(7).TotalMilliseconds;
    private static readonly long UrlLife = (long)TimeSpan.FromMinutes(5).TotalSeconds;

    private static readonly Dictionary<string, (string Kind, int Largest)> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["audio/aac"] = ("audio", 16 * Megabyte),
        ["audio/amr"] = ("audio", 16 * Megabyte),
        ["audio/mpeg"] = ("audio", 16 * Megabyte),
        ["audio/mp4"] = ("audio", 16 * Megabyte),
        ["audio/ogg"] = ("audio", 16 * Megabyte),
        ["image/jpeg"] = ("image", 5 * Megabyte),
        ["image/png"] = ("image", 5 * Megabyte),
        ["image/webp"] = ("sticker", 500 * 1024),
        ["video/mp4"] = ("video", 16 * Megabyte),
        ["video/3gpp"] = ("video", 16 * Megabyte),
        ["video/3gp"] = ("video", 16 * Megabyte),
        ["text/plain"] = ("document", 100 * Megabyte),
        ["application/pdf"] = ("document", 100 * Megabyte),
        ["application/msword"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-excel"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-powerpoint"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ("document", 100 * Megabyte),
    };

    public static IEnumerable<string> Accepted => Types.Keys;

    public static MediaFile StoreUpload(World world, PhoneNumber phone, UploadedFile file, string type)
    {
        var plain = Plain(type);
        if (!Types.TryGetValue(plain, out var rule))
            throw Refusals.Invalid(
                $"Param file must be a file with one of the following types: {string.Join(", ", Types.Keys)}. "
                    + $"Received file of type '{(plain.Length > 60 ? plain[..60] : plain)}'."
            );
        if (
            file.ContentType is { } declared
            && Plain(declared) is var own
            && own != "application/octet-stream"
            && Types.TryGetValue(own, out var ownRule)
            && ownRule.Kind != rule.Kind
        )
            throw Refusals.Product(131053, $"The file's type {own} does not match the declared type {plain}.");
        if (file.Content.Length == 0)
            throw Refusals.Product(131053, "The file is empty.");
        if (file.Content.Length > rule.Largest)
            throw Refusals.Product(131053, $"The file is larger than {rule.Largest} bytes, the most for {plain}.");
        return Store(world, phone, file.Content, plain, file.FileName, UploadLife);
    }

    public static MediaFile StoreInbound(
        World world,
        PhoneNumber phone,
        string kind,
        byte[]? content,
        string? mime,
        string? name
    ) => Store(world, phone, content ?? SampleMedia.Of(kind), mime ?? SampleMedia.MimeTypeOf(kind), name, InboundLife);

    /// <summary>
    /// Media in a message has either an id or a link. An id must name a file of the right kind that is not expired.
    /// </summary>
    public static void CheckReference(World world, PhoneNumber phone, string type, JsonElement content)
    {
        var id = content.TextOf("id");
        var link = content.TextOf("link");
        if (string.IsNullOrEmpty(id) == string.IsNullOrEmpty(link))
            throw Refusals.Invalid($"Param {type} must have exactly one of id and link.");
        if (!string.IsNullOrEmpty(link))
        {
            if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw Refusals.Invalid($"Param {type}['link'] must be a valid URL.");
            return;
        }
        if (
            world.Find<MediaFile>(id) is not { } media
            || media.Waba != phone.Waba
            || media.ExpiresAt <= world.Clock.Milliseconds
        )
            throw Refusals.Invalid($"Param {type}['id'] is not a valid media id of this WhatsApp Business account.");
        if (KindOf(media.MimeType) is { } kind && kind != type && type != "document")
            throw Refusals.Product(131053, $"Media of type {media.MimeType} cannot be sent as {type}.");
    }

    public static string? KindOf(string mime) => Types.TryGetValue(Plain(mime), out var rule) ? rule.Kind : null;

    public static bool IsAlive(MediaFile media, long now) => media.ExpiresAt > now;

    /// <summary>Returns a download address that works for five minutes and needs a token.</summary>
    public static string Url(MediaFile media, string baseUrl, long nowSeconds)
    {
        var expires = nowSeconds + UrlLife;
        var hash = Hash(media.Id, expires);
        return $"{baseUrl}/whatsapp_business/attachments/?mid={media.Id}&source=getMedia&ext={expires}&hash={hash}";
    }

    public static bool IsUrlValid(string id, long expires, string hash, long nowSeconds) =>
        expires > nowSeconds
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(hash),
            Encoding.ASCII.GetBytes(Hash(id, expires))
        );

    private static string Hash(string id, long expires) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"media-url|{id}|{expires}")).AsSpan(0, 20));

    private static MediaFile Store(
        World world,
        PhoneNumber phone,
        byte[] content,
        string mime,
        string? name,
        long life
    ) =>
        world.Add(
            new MediaFile
            {
                Id = world.Ids.Number(16),
                PhoneId = phone.Id,
                Waba = phone.Waba,
                MimeType = mime,
                FileName = name,
                Content = content,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
                ExpiresAt = world.Clock.Milliseconds + life,
            }
        );

    private static string Plain(string mime) => mime.Split(';')[0].Trim().ToLowerInvariant();
}
