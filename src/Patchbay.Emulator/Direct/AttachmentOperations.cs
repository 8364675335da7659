using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>A file that is uploaded once and can be sent many times.</summary>
internal sealed class ReusableAttachment : Node
{
    public required string ProfileId { get; set; }
    public required string Kind { get; set; }
}

internal static class AttachmentOperations
{
    private const int Largest = 25 * 1024 * 1024;
    private const int LargestInstagramImage = 8 * 1024 * 1024;

    private static readonly Param[] Params =
    [
        P.Object(
                "message",
                P.Object(
                        "attachment",
                        P.OneOf("type", "image", "audio", "video", "file").Must(),
                        P.Object("payload", P.Text("url"), P.Flag("is_reusable"))
                    )
                    .Must()
            )
            .Must(),
        P.OneOf("platform", "messenger", "instagram"),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<FacebookPage>("uploadPageAttachment", "POST", "message_attachments", Upload, Params) with
        {
            Scope = null,
        },
        Operation.Of<InstagramAccount>("uploadInstagramAttachment", "POST", "message_attachments", Upload, Params) with
        {
            Scope = null,
        },
    ];

    private static Answer Upload(Node asked, Call call)
    {
        var profile =
            asked is FacebookPage page && call.Input.Text("platform") == "instagram"
                ? call.World.Find<InstagramAccount>(page.InstagramAccountId) ?? asked
                : asked;
        DirectAccess.CheckMessaging(call, profile);
        var attachment = call.Input.Element("message")!.Value.Member("attachment")!.Value;
        var kind = attachment.TextOf("type")!;
        if (call.Input.File is { } file)
            CheckFile(profile, kind, file);
        else
            CheckUrl(
                attachment.Member("payload")?.TextOf("url")
                    ?? throw Refusals.Missing("message['attachment']['payload']['url']")
            );
        return Answer.Ok(new JsonObject { ["attachment_id"] = Keep(call.World, profile, kind) });
    }

    /// <summary>Checks the attachment of a message. A reusable attachment gets an id, which is returned.</summary>
    public static string? Use(Call call, Node profile, JsonElement? attachment)
    {
        if (
            attachment is not { } given
            || given.TextOf("type") is not ("image" or "audio" or "video" or "file")
            || given.Member("payload") is not { } payload
        )
            return null;
        if (payload.TextOf("attachment_id") is { } id)
        {
            if (
                call.World.Find<ReusableAttachment>(id) is not { } known
                || known.ProfileId != profile.Id
                || known.Kind != given.TextOf("type")
            )
                throw Refusals.Invalid(
                    "Param message['attachment']['payload']['attachment_id'] is not an attachment of this kind "
                        + "and account."
                );
            return null;
        }
        CheckUrl(payload.TextOf("url") ?? throw Refusals.Missing("message['attachment']['payload']['url']"));
        return payload.TextOf("is_reusable") is "true" or "1" ? Keep(call.World, profile, given.TextOf("type")!) : null;
    }

    private static string Keep(World world, Node profile, string kind) =>
        world
            .Add(
                new ReusableAttachment
                {
                    Id = world.Ids.Number(16),
                    ProfileId = profile.Id,
                    Kind = kind,
                }
            )
            .Id;

    private static void CheckFile(Node profile, string kind, UploadedFile file)
    {
        var most = kind == "image" && profile is InstagramAccount ? LargestInstagramImage : Largest;
        if (file.Content.Length == 0 || file.Content.Length > most)
            throw Refusals.Invalid("Upload attachment failure.", 2018047);
        if (kind != "file" && file.ContentType?.StartsWith(kind + "/", StringComparison.OrdinalIgnoreCase) == false)
            throw Refusals.Invalid("Upload attachment failure.", 2018047);
    }

    private static void CheckUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw Refusals.Invalid("Upload attachment failure.", 2018047);
    }
}
