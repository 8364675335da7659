using System.Text.Json.Serialization;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Handles Meta's calls when a person removed our app or wants their data deleted. The addresses of both routes are
/// entered in the app's dashboard.
/// </summary>
internal sealed class MetaCallbacks(
    MetaApps apps,
    Withdrawals withdrawals,
    DataDeletion deletion,
    PublicAddress address,
    TimeProvider clock
)
{
    private const int MaxForm = 16 * 1024;

    private static readonly Problem NotDeleted = new(
        503,
        Codes.StorageUnavailable,
        "Some connections could not be deleted. Ask for the deletion again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(60),
    };

    public IEnumerable<WebhookRoute> Routes =>
        [
            RouteOf("/webhooks/meta/deauthorize", DeauthorizeAsync),
            RouteOf("/webhooks/meta/data-deletion", DeleteDataAsync),
        ];

    private WebhookRoute<IReadOnlyList<MetaPerson>> RouteOf(
        string path,
        Func<WebhookRequest, IReadOnlyList<MetaPerson>, ValueTask<WebhookResult>> take
    ) =>
        new(path)
        {
            BodyLimit = MaxForm,
            WhoSigned = PeopleAsync,
            Take = take,
            IsShortCircuit = false,
        };

    /// <summary>The people that the form's signed request names: one for each app whose secret signed it.</summary>
    private async ValueTask<IReadOnlyList<MetaPerson>?> PeopleAsync(WebhookRequest request)
    {
        if (await request.FormFieldAsync("signed_request") is not { } signedRequest)
            return null;
        var people = SignedRequest.PeopleOf(signedRequest, apps.All, clock.GetUtcNow());
        return people.Count == 0 ? null : people;
    }

    private async ValueTask<WebhookResult> DeauthorizeAsync(WebhookRequest request, IReadOnlyList<MetaPerson> people)
    {
        foreach (var person in people)
            await withdrawals.DeauthorizedAsync(person, request.Aborted);
        return WebhookResult.Stored;
    }

    private async ValueTask<WebhookResult> DeleteDataAsync(WebhookRequest request, IReadOnlyList<MetaPerson> people)
    {
        if (await deletion.RunAsync(people) is not { } code)
            return WebhookResult.AnsweredWith(NotDeleted);
        return WebhookResult.AnsweredWith(
            JsonAnswer.Of(
                new DataDeletionAnswer($"{address.Base}/data-deletion/{code}", code),
                MetaCallbackJson.Default.DataDeletionAnswer
            )
        );
    }
}

/// <summary>The answer that Meta shows to the person who asked for deletion.</summary>
internal sealed record DataDeletionAnswer(string Url, string ConfirmationCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataDeletionAnswer))]
internal sealed partial class MetaCallbackJson : JsonSerializerContext;
