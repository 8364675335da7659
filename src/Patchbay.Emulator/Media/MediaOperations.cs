using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Media;

/// <summary>Uploading, finding, downloading and deleting files.</summary>
internal static class MediaOperations
{
    public static readonly NodeType<MediaFile> Type = new("WhatsAppBusinessMedia")
    {
        { "mime_type", Show.Always, m => m.MimeType },
        { "sha256", Show.Always, m => m.Sha256 },
        { "file_size", Show.Always, m => m.Content.Length },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("uploadImage", "POST", "media", Upload, P.Product, P.Text("type")) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<MediaFile>(
            "retrieveMediaUrl",
            "GET",
            "",
            Describe,
            P.Text("phone_number_id"),
            P.Text("fields")
        ) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Of<MediaFile>("deleteMedia", "DELETE", "", Delete, P.Text("phone_number_id")) with
        {
            Scope = Scopes.Messaging,
        },
        Operation.Root(
            "downloadMedia",
            "GET",
            "whatsapp_business/attachments",
            Download,
            P.Text("mid"),
            P.Text("source"),
            P.Text("ext"),
            P.Text("hash")
        ),
    ];

    private static Answer Upload(PhoneNumber phone, Call call)
    {
        if (!phone.Registered)
            throw Refusals.Product(133010, "The phone number is not registered on the platform.");
        var file = call.Input.File ?? throw Refusals.Missing("file");
        var type = call.Input.Text("type") ?? file.ContentType ?? throw Refusals.Missing("type");
        return Answer.Ok(new JsonObject { ["id"] = MediaRules.StoreUpload(call.World, phone, file, type).Id });
    }

    private static Answer Describe(MediaFile media, Call call)
    {
        CheckOwner(media, call);
        return Answer.Ok(
            new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["url"] = MediaRules.Url(media, call.BaseUrl, call.NowSeconds),
                ["mime_type"] = media.MimeType,
                ["sha256"] = media.Sha256,
                ["file_size"] = media.Content.Length,
                ["id"] = media.Id,
            }
        );
    }

    private static Answer Delete(MediaFile media, Call call)
    {
        CheckOwner(media, call);
        call.World.Remove(media);
        return Answer.Success();
    }

    private static Answer Download(Call call)
    {
        var token = call.Token ?? throw new GraphRefusal(190, "Authentication Error", 401);
        var input = call.Input;
        if (
            call.World.Find<MediaFile>(input.Text("mid")) is not { } media
            || !long.TryParse(input.Text("ext"), NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || !MediaRules.IsUrlValid(media.Id, expires, input.Text("hash") ?? "", call.NowSeconds)
            || !MediaRules.IsAlive(media, call.Now)
            || !AccessRules.ReachesWaba(call.World, token, Scopes.Messaging, media.Waba)
        )
            throw new GraphRefusal(100, "The requested media does not exist or its address has expired.", 404)
            {
                Kind = "GraphMethodException",
                Subcode = 33,
            };
        return Answer.Bytes(media.Content, media.MimeType);
    }

    private static void CheckOwner(MediaFile media, Call call)
    {
        var asked = call.Input.Text("phone_number_id");
        if (!MediaRules.IsAlive(media, call.Now) || (asked is not null && asked != media.PhoneId))
            throw Refusals.UnknownObject(call.Method, media.Id);
    }
}
