using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Lifecycle;

/// <summary>Where Meta calls for a person: our app was removed, or their data is to be deleted. Both are set in the app's dashboard.</summary>
internal static class MetaCallbackEndpoints
{
    private const int MaxForm = 16 * 1024;

    private static readonly Problem NotSigned = new(403, "signature_invalid", "The signature does not match."),
        NotDeleted =
            new(503, Codes.StorageUnavailable, "Not everything could be deleted; ask again.")
            {
                RetryAfter = TimeSpan.FromSeconds(60),
            };

    public static void MapMetaCallbacks(this IEndpointRouteBuilder routes)
    {
        var callbacks = routes.MapGroup("").ExcludeFromDescription();
        callbacks.MapPost("/webhooks/meta/deauthorize", DeauthorizeAsync);
        callbacks.MapPost("/webhooks/meta/data-deletion", DeleteDataAsync);
        callbacks.MapGet("/data-deletion/{code}", ShowAsync);
    }

    private static async Task<IResult> DeauthorizeAsync(
        HttpContext http,
        MetaApps apps,
        Withdrawals withdrawals,
        CancellationToken cancellation
    )
    {
        var (people, problem) = await PeopleAsync(http, apps, cancellation);
        if (problem is not null)
            return problem;
        foreach (var person in people)
            await withdrawals.DeauthorizedAsync(person, cancellation);
        return TypedResults.Ok();
    }

    private static async Task<IResult> DeleteDataAsync(
        HttpContext http,
        MetaApps apps,
        DataDeletion deletion,
        PublicAddress address,
        CancellationToken cancellation
    )
    {
        var (people, problem) = await PeopleAsync(http, apps, cancellation);
        if (problem is not null)
            return problem;
        return await deletion.RunAsync(people) is { } code
            ? JsonAnswer.Of(
                new DataDeletionAnswer($"{address.Base}/data-deletion/{code}", code),
                MetaCallbackJson.Default.DataDeletionAnswer
            )
            : NotDeleted;
    }

    private static async Task<IResult> ShowAsync(
        string code,
        HttpContext http,
        DataDeletionStore deletions,
        CancellationToken cancellation
    ) => DataDeletionPage.Render(http, await deletions.FindAsync(code, cancellation));

    /// <summary>Whom the signed request of the form speaks of: one person for each app whose secret signed it.</summary>
    private static async Task<(IReadOnlyList<MetaPerson> People, Problem? Problem)> PeopleAsync(
        HttpContext http,
        MetaApps apps,
        CancellationToken cancellation
    )
    {
        if (!http.Request.HasFormContentType)
            return ([], NotSigned);
        if (http.Request.ContentLength > MaxForm)
            return ([], RequestBody.TooLarge);
        var form = await http.Request.ReadFormAsync(
            new FormOptions { BufferBodyLengthLimit = MaxForm, ValueLengthLimit = MaxForm },
            cancellation
        );
        var people = SignedRequest.PeopleOf(form["signed_request"].ToString(), apps.All);
        return people.Count == 0 ? ([], NotSigned) : (people, null);
    }
}

/// <summary>What Meta shows to the person who asked.</summary>
internal sealed record DataDeletionAnswer(string Url, string ConfirmationCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataDeletionAnswer))]
internal sealed partial class MetaCallbackJson : JsonSerializerContext;
