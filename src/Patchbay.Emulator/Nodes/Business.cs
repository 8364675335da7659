namespace Patchbay.Emulator.Nodes;

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

    /// <summary>Customers who got a message outside their window, with the time of the last message.</summary>
    public Dictionary<string, long> ReachedCustomers { get; set; } = [];
}
