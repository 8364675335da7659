using System.Text.Json.Serialization;
using Patchbay.Graph;
using Patchbay.Graph.Media;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Idempotency;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp.Media;

/// <summary>Streams media files to and from Meta without holding a whole file in memory.</summary>
internal static class MediaEndpoints
{
    private const long MostOut = 100L * 1024 * 1024;

    private static readonly Problem NoMedium = Problem.NotFound("medium"),
        WhichPhone = Problem.Invalid(
            "phoneNumberId",
            "'phoneNumberId' is required when several numbers are connected: "
                + "send the id of the number that received or uploaded the file."
        );

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/v1").WithTags("Media");
        media
            .MapPost("phones/{id}/media", UploadAsync)
            .WithName("UploadMedia")
            .WithStreamedBody()
            .WithSummary("Upload a media file to send, as the body or as 'file' of a form")
            .Produces<DataAnswer<MediaAnswer>>(201)
            .RequireScope(Scopes.MessagesWrite);
        media
            .MapGet("media/{id}", DownloadAsync)
            .WithName("DownloadMedia")
            .WithSummary("Download a media file that was received or uploaded")
            .RequireScope(Scopes.MessagesRead);
    }

    private static async Task<IResult> UploadAsync(
        PathId id,
        HttpContext http,
        Caller caller,
        PhoneStore phones,
        MetaSessions sessions,
        CancellationToken cancellation
    )
    {
        if (await phones.FindAsync(caller.Tenant, id, cancellation) is not { } phone)
            return PhoneEndpoints.NoPhone;
        var (medium, problem) = await MediaBody.OpenAsync(http.Request, cancellation);
        if (problem is not null)
            return problem;
        if (await sessions.OfAsync(phone, cancellation) is not { } meta)
            return MetaSessions.NotUsable;
        return await PassInAsync(meta, phone, medium!, cancellation);
    }

    private static async Task<IResult> PassInAsync(
        GraphSession meta,
        PhoneRow phone,
        IncomingMedium medium,
        CancellationToken cancellation
    )
    {
        try
        {
            var made = await meta.Media.UploadAsync(
                phone.MetaPhoneNumberId,
                medium.Content,
                medium.MimeType,
                medium.FileName,
                cancellation
            );
            return JsonAnswer.Created(
                new DataAnswer<MediaAnswer>(new(made.Id, medium.MimeType)),
                MediaJson.Default.DataAnswerMediaAnswer
            );
        }
        catch (Exception error) when (medium.Content.IsTooLong && error is GraphException or IOException)
        {
            return MediaBody.TooLarge;
        }
        catch (GraphException error)
        {
            return MetaProblems.From(error);
        }
    }

    private static async Task<IResult> DownloadAsync(
        string id,
        Guid? phoneNumberId,
        HttpContext http,
        Caller caller,
        PhoneStore phones,
        MetaSessions sessions,
        CancellationToken cancellation
    )
    {
        if (id.Length > 64 || !id.All(char.IsAsciiDigit))
            return NoMedium;
        var (phone, problem) = await PhoneAsync(caller.Tenant, phoneNumberId, phones, cancellation);
        if (problem is not null)
            return problem;
        if (await sessions.OfAsync(phone!, cancellation) is not { } meta)
            return MetaSessions.NotUsable;
        return await PassOutAsync(meta, phone!.MetaPhoneNumberId, id, http.Response, cancellation);
    }

    private static async Task<IResult> PassOutAsync(
        GraphSession meta,
        string metaPhoneId,
        string id,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await meta.Media.GetAsync(id, metaPhoneId, cancellation);
            if (info.FileSize > MostOut)
                return MediaBody.TooLarge;
            await using var medium = await meta.Media.DownloadAsync(new Uri(info.Url), cancellation);
            if (medium.Length > MostOut)
                return MediaBody.TooLarge;
            await SendAsync(response, medium, info, cancellation);
            return Results.Empty;
        }
        catch (GraphException error)
        {
            // Meta refuses a medium of another business with a code of permissions. It is answered like an unknown one.
            return error is GraphApiException { Code: 3 or 10 or 100 or 200 } ? NoMedium : MetaProblems.From(error);
        }
    }

    private static async Task<(PhoneRow? Phone, Problem? Problem)> PhoneAsync(
        Tenant tenant,
        Guid? id,
        PhoneStore phones,
        CancellationToken cancellation
    )
    {
        if (id is { } given)
            return await phones.FindAsync(tenant, given, cancellation) is { } phone
                ? (phone, null)
                : (null, PhoneEndpoints.NoPhone with { Field = "phoneNumberId" });
        var (rows, total) = await phones.ListAsync(tenant, new Page(1, 1), cancellation);
        return total switch
        {
            0 => (null, NoMedium),
            1 => (rows[0], null),
            _ => (null, WhichPhone),
        };
    }

    // Content from other people must not be rendered as a page of this server.
    private static Task SendAsync(
        HttpResponse response,
        MediaDownload medium,
        MediaInfo info,
        CancellationToken cancellation
    )
    {
        response.ContentType = info.MimeType ?? medium.MimeType ?? "application/octet-stream";
        response.ContentLength = medium.Length;
        response.Headers.ContentDisposition = "attachment";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        return new MeteredStream(medium.Content, MostOut).CopyToAsync(response.Body, cancellation);
    }
}

public sealed record MediaAnswer(string Id, string MimeType);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataAnswer<MediaAnswer>))]
internal sealed partial class MediaJson : JsonSerializerContext;
