using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A number. <c>status</c> is the status of its connection, <c>metaStatus</c> is Meta's.</summary>
public sealed record PhoneAnswer
{
    public required Guid Id { get; init; }
    public required string MetaPhoneNumberId { get; init; }
    public required string PhoneNumber { get; init; }
    public required string DisplayPhoneNumber { get; init; }
    public string? VerifiedName { get; init; }
    public required Guid WabaId { get; init; }
    public string? ConnectionId { get; init; }
    public required string Status { get; init; }

    /// <summary>Why the connection does not work; null when it does.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What to do about the reason.</summary>
    public string? NextAction { get; init; }

    /// <summary>Until when Meta takes no registration of the number.</summary>
    public DateTimeOffset? WaitUntil { get; init; }
    public string? MetaStatus { get; init; }
    public required bool IsPhoneRegistered { get; init; }
    public required string ConnectionType { get; init; }
    public string? QualityRating { get; init; }
    public string? MessagingLimitTier { get; init; }
    public string? Throughput { get; init; }
    public required string WebhookUrl { get; init; }
    public Guid? OnboardingLinkId { get; init; }
    public string? ExternalId { get; init; }
    public JsonElement? Metadata { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public ConnectedAccount? ConnectedAccount { get; init; }
}

public sealed record WabaAnswer
{
    public required Guid Id { get; init; }
    public required string MetaWabaId { get; init; }
    public string? Name { get; init; }
    public string? Currency { get; init; }
    public NamedId? OwnerBusiness { get; init; }
    public string? DatasetId { get; init; }
    public string? PageId { get; init; }
    public string? ExternalId { get; init; }
    public JsonElement? Metadata { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed record WabaConnectionAnswer(
    WabaAnswer Waba,
    ConnectedAccount ConnectedAccount,
    IReadOnlyList<PhoneAnswer> Phones
);

/// <summary>
/// The assets behind a WhatsApp account, as shared during sign-up and updated from Meta when it answers.
/// </summary>
public sealed record ConnectedAccount
{
    public required string Source { get; init; }
    public NamedId? Business { get; init; }
    public required ConnectedWaba Waba { get; init; }
    public required IReadOnlyList<string> PageIds { get; init; }
    public string? SelectedPageId { get; init; }
    public required IReadOnlyList<ConnectedPage> Pages { get; init; }
    public required IReadOnlyList<string> DatasetIds { get; init; }
    public string? SelectedDatasetId { get; init; }
    public required IReadOnlyList<string> CatalogIds { get; init; }
    public required IReadOnlyList<string> InstagramAccountIds { get; init; }
    public MarketingStatus? MarketingMessagesOnboardingStatus { get; init; }
    public required IReadOnlyList<LookupError> GraphLookupErrors { get; init; }
}

public sealed record NamedId(string Id, string? Name);

public sealed record ConnectedWaba(Guid Id, string MetaWabaId, string? Name, string? Currency);

public sealed record ConnectedPage(string Id, string? Name, bool IsFromOnboarding, bool IsSelectedForCapi);

public sealed record MarketingStatus(string Status);

/// <summary>A failed look-up at Meta, which does not fail the answer.</summary>
/// <param name="Target">What was looked up.</param>
/// <param name="Id">Meta's id.</param>
/// <param name="Code">Meta's error code; null when Meta could not be reached.</param>
/// <param name="Reason"><c>refused</c>, <c>unreachable</c> or <c>not_connected</c>.</param>
public sealed record LookupError(string Target, string? Id, int? Code, string Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(DataAnswer<PhoneAnswer>))]
[JsonSerializable(typeof(ListAnswer<PhoneAnswer>))]
[JsonSerializable(typeof(DataAnswer<WabaAnswer>))]
[JsonSerializable(typeof(ListAnswer<WabaAnswer>))]
[JsonSerializable(typeof(DataAnswer<WabaConnectionAnswer>))]
[JsonSerializable(typeof(DataAnswer<PhoneHealth>))]
internal sealed partial class PhoneJson : JsonSerializerContext;
