using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Businesses;

/// <summary>A business portfolio.</summary>
internal sealed class Business : Node
{
    public required string Name { get; set; }
    public string Country { get; set; } = "US";
    public string TimezoneId { get; set; } = "1";
    public string VerificationStatus { get; set; } = "not_verified";
    public string? Vertical { get; set; }
    public string? CreatedById { get; set; }
    public string MessagingLimit { get; set; } = "TIER_250";
    public string? MarketingRequestId { get; set; }

    /// <summary>The parent under which several portfolios share user ids.</summary>
    public string? ParentPortfolio { get; set; }

    /// <summary>Customers written to outside their window, with the time of the last such message.</summary>
    public Dictionary<string, long> ReachedCustomers { get; set; } = [];
}

/// <summary>A Facebook Page, which sign-up can share and Messenger speaks for.</summary>
internal sealed class FacebookPage : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
    public string Category { get; set; } = "Local business";
    public string? InstagramAccountId { get; set; }
    public Dictionary<string, List<string>> SubscribedApps { get; set; } = [];
    public Dictionary<string, string> MessengerProfile { get; set; } = [];

    /// <summary>Times of calls that changed the profile within ten minutes.</summary>
    public List<long> ProfileCalls { get; set; } = [];
}

/// <summary>A dataset for conversion events.</summary>
internal sealed class Dataset : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
}

internal sealed class Catalog : Node
{
    public required string Name { get; set; }
    public required string BusinessId { get; set; }
}
