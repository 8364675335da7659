using Patchbay.Graph.BusinessAccounts;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A WhatsApp number to be stored, however it was connected.</summary>
public sealed record NewWhatsApp(
    Tenant Tenant,
    BusinessAccount Account,
    PhoneNumber Number,
    Secret Token,
    string DisplayName
)
{
    /// <summary>Our live connection of this number, whose credentials are replaced.</summary>
    public ConnectionRow? Held { get; init; }

    /// <summary>One of <see cref="TokenSources"/>.</summary>
    public required string TokenSource { get; init; }

    /// <summary>One of <see cref="TokenKinds"/>.</summary>
    public string? TokenKind { get; init; }

    /// <summary>Meta's id of the user whose token it is.</summary>
    public string? TokenUserId { get; init; }

    /// <summary>The app of the token, if its secret came with the token; null for the configured app.</summary>
    public MetaApp? OwnApp { get; init; }

    /// <summary>When the token ends, as shown to the caller.</summary>
    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>When the token ends according to Meta, which decides when it is renewed.</summary>
    public DateTimeOffset? TokenEndsAt { get; init; }

    public bool IsCoexistence { get; init; }

    /// <summary>Meta's id of the business that the sign-up named.</summary>
    public string? BusinessId { get; init; }

    public IReadOnlyList<string> PageIds { get; init; } = [];
    public IReadOnlyList<string> DatasetIds { get; init; } = [];
    public IReadOnlyList<string> CatalogIds { get; init; } = [];
    public IReadOnlyList<string> InstagramAccountIds { get; init; } = [];
    public Guid? OnboardingLinkId { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>JSON object.</summary>
    public string? Metadata { get; init; }

    /// <summary>The PIN that the number is registered under; null for the stored PIN or a new PIN.</summary>
    public Secret? Pin { get; init; }

    /// <summary>Whether <see cref="Pin"/> is the number's PIN: Meta accepted it, or the caller sent it.</summary>
    public bool PinIsKnown { get; init; }

    /// <summary>Whether we registered the number just now.</summary>
    public bool IsRegisteredHere { get; init; }

    /// <summary>What the caller wants of the channel account; null for the defaults.</summary>
    public AccountDraft? AsAccount { get; init; }

    /// <summary>The business that owns the WhatsApp account: Meta's answer, or else what the sign-up named.</summary>
    internal string? OwnerBusinessId => Account.OwnerBusinessInfo?.Id ?? BusinessId;
}
