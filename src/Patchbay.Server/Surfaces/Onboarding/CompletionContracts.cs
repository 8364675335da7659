using System.Text.Json.Serialization;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>The page's post after Meta's pop-up. All members except the code are only hints.</summary>
public sealed record CallbackRequest(
    string? PageToken,
    string? Code,
    string? Event,
    string? PhoneNumberId,
    string? WabaId,
    string? BusinessId,
    string[]? PageIds,
    string[]? DatasetIds,
    string[]? CatalogIds,
    string[]? InstagramAccountIds,
    string[]? AdAccountIds
)
{
    public SessionHints ToHints() =>
        new()
        {
            Event = Event,
            PhoneNumberId = PhoneNumberId,
            WabaId = WabaId,
            BusinessId = BusinessId,
            PageIds = PageIds,
            DatasetIds = DatasetIds,
            CatalogIds = CatalogIds,
            InstagramAccountIds = InstagramAccountIds,
        };
}

/// <summary>The session message of the pop-up, kept with the run.</summary>
public sealed record SessionHints
{
    public string? Event { get; init; }
    public string? PhoneNumberId { get; init; }
    public string? WabaId { get; init; }
    public string? BusinessId { get; init; }
    public string[]? PageIds { get; init; }
    public string[]? DatasetIds { get; init; }
    public string[]? CatalogIds { get; init; }
    public string[]? InstagramAccountIds { get; init; }

    [JsonIgnore]
    public bool IsCoexistence => Event == "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING";
}

/// <summary>A point of the sign-up that the customer reached.</summary>
public sealed record FunnelRequest(string? PageToken, string? Type, string? Step, string? ErrorCode);

/// <summary>
/// The page's next step: go to <paramref name="RedirectUrl"/>, or show the error if there is no address.
/// </summary>
public sealed record CallbackAnswer(string Status, string? RedirectUrl, string? Error, string? ErrorCode);

/// <summary>Data of the <c>onboarding_link.*</c> events.</summary>
public sealed record LinkEvent(Guid OnboardingLinkId, string? ExternalId, string? Step, string? ErrorCode);
