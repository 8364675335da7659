using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Media;

/// <summary>Resumable uploads: start, send from an offset, read the offset.</summary>
internal static class UploadOperations
{
    private const long Largest = 100L * 1024 * 1024;
    private static readonly string[] Accepted =
    [
        "application/pdf",
        "image/jpeg",
        "image/jpg",
        "image/png",
        "video/mp4",
    ];

    public static readonly NodeType<Upload> Type = new("ResumableUpload")
    {
        { "file_offset", Show.Always, u => u.Received.Length },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<App>(
            "startUpload",
            "POST",
            "uploads",
            Start,
            P.Whole("file_length", 1, Largest).Must(),
            P.Text("file_type").Must(),
            P.Text("file_name", 255),
            P.Text("session_type")
        ),
        Operation.Of<Upload>("sendUpload", "POST", "", Send) with
        {
            Scope = null,
        },
        Operation.Of<Upload>("getUpload", "GET", "", Read, P.Text("fields")) with
        {
            Scope = null,
        },
    ];

    private static Answer Start(App app, Call call)
    {
        var type = call.Input.Required("file_type");
        if (!Accepted.Contains(type))
            throw Refusals.Invalid(
                $"Param file_type must be one of {{{string.Join(", ", Accepted)}}} - got "
                    + $"\"{(type.Length > 60 ? type[..60] : type)}\"."
            );
        var upload = call.World.Add(
            new Upload
            {
                Id = "upload:" + call.World.Ids.Text(48),
                AppId = app.Id,
                FileType = type,
                FileLength = call.Input.Whole("file_length")!.Value,
            }
        );
        return Answer.Ok(new JsonObject { ["id"] = upload.Id });
    }

    private static Answer Read(Upload upload, Call call)
    {
        Check(upload, call);
        return Answer.Read(upload, call);
    }

    /// <summary>A session belongs to its app and ends after a day.</summary>
    private static void Check(Upload upload, Call call)
    {
        if (call.Caller.AppId != upload.AppId)
            throw Refusals.NoAccess();
        if (upload.CreatedAt <= call.Now - UploadRules.SessionLife)
            throw Refusals.UnknownObject(call.Method, upload.Id);
    }

    private static Answer Send(Upload upload, Call call)
    {
        Check(upload, call);
        CheckOffset(upload, call);
        var content = call.RawBody;
        if (content.Length == 0 || upload.Received.Length + content.Length > upload.FileLength)
            throw Refusals.Invalid("The file does not have the announced length.");
        upload.Received = [.. upload.Received, .. content];
        if (upload.Received.Length == upload.FileLength)
            upload.Handle = "4::" + call.World.Ids.Text(120);
        call.World.Save(upload);
        return Answer.Ok(
            upload.Handle is null
                ? new JsonObject { ["id"] = upload.Id, ["file_offset"] = upload.Received.Length }
                : new JsonObject { ["h"] = upload.Handle }
        );
    }

    private static void CheckOffset(Upload upload, Call call)
    {
        var header = call.Headers?["file_offset"].ToString();
        if (!long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            throw Refusals.Missing("file_offset");
        if (offset != upload.Received.Length)
            throw Refusals.Invalid($"Param file_offset must be {upload.Received.Length}, the offset of the upload.");
    }
}

internal static class UploadRules
{
    public static readonly long SessionLife = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    // A handle works as long as uploaded media.
    private static readonly long HandleLife = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    public static bool IsHandle(World world, string handle) =>
        world.All<Upload>().Any(u => u.Handle == handle && u.CreatedAt > world.Clock.Milliseconds - HandleLife);
}
