using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Patchbay.Graph.Media;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp.Media;

/// <summary>An uploaded media file, as a stream that has not been read yet.</summary>
internal sealed record IncomingMedium(MeteredStream Content, string MimeType, string FileName);

/// <summary>
/// Finds the media file in a request, as the body itself or as the part <c>file</c> of a form. Checks type and size
/// before the file is read.
/// </summary>
internal static class MediaBody
{
    // Allowance for the parts of the form around the file.
    private const int FormRoom = 64 * 1024,
        MaxParts = 8,
        MaxFileName = 200;

    public static readonly Problem TooLarge = new(
        413,
        Codes.BodyTooLarge,
        "The file is larger than WhatsApp allows for its type."
    );

    private static readonly Problem WrongType =
            new(415, "media_type_unsupported", "WhatsApp does not accept files of this type."),
        NoFile = Problem.Invalid(
            "file",
            "'file' is required: send the file as the body, or as the part 'file' of a form."
        );

    public static async Task<(IncomingMedium? Medium, Problem? Problem)> OpenAsync(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return (null, WrongType);
        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? await FileOfFormAsync(request, type, cancellation)
            : Open(request, request.Body, type, "file", room: 0);
    }

    private static async Task<(IncomingMedium? Medium, Problem? Problem)> FileOfFormAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        CancellationToken cancellation
    )
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return (null, NoFile);
        Allow(request, 101L * 1024 * 1024); // the largest limit of all types, until the part's type is known
        var form = new MultipartReader(boundary, request.Body);
        try
        {
            for (var part = 0; part < MaxParts && await form.ReadNextSectionAsync(cancellation) is { } section; part++)
            {
                if (section.AsFileSection() is { Name: "file", FileStream: { } stream } file)
                    return OpenPart(request, file, stream);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, NoFile);
        }
        return (null, NoFile);
    }

    private static (IncomingMedium? Medium, Problem? Problem) OpenPart(
        HttpRequest request,
        FileMultipartSection file,
        Stream content
    ) =>
        MediaTypeHeaderValue.TryParse(file.Section.ContentType, out var type)
            ? Open(request, content, type, file.FileName, FormRoom)
            : (null, WrongType);

    private static (IncomingMedium? Medium, Problem? Problem) Open(
        HttpRequest request,
        Stream body,
        MediaTypeHeaderValue type,
        string fileName,
        int room
    )
    {
        var mimeType = type.ToString();
        if (MediaLimits.MaxBytes(mimeType) is not { } most)
            return (null, WrongType);
        if (request.ContentLength > most + room)
            return (null, TooLarge);
        if (room == 0)
            Allow(request, most + 1);
        return (new(new(body, most), mimeType, NameOf(fileName)), null);
    }

    // Returns only the file's name, without a path and without characters that could end a header.
    private static string NameOf(string given)
    {
        var name = string.Concat(given.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && c is not ('"' or ';')));
        return name.Length is > 0 and <= MaxFileName ? name : "file";
    }

    private static void Allow(HttpRequest request, long most)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
    }
}
