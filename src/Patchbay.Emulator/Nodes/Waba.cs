namespace Patchbay.Emulator.Nodes;

/// <summary>A WhatsApp Business Account.</summary>
internal sealed class Waba : Node
{
    public required string Name { get; set; }
    public required string OwnerBusinessId { get; set; }

    /// <summary>The portfolios of partners with access to the account.</summary>
    public List<string> SharedWith { get; set; } = [];
    public string Currency { get; set; } = "USD";
    public string TimezoneId { get; set; } = "1";
    public string Country { get; set; } = "US";
    public string ReviewStatus { get; set; } = "APPROVED";
    public string TemplateNamespace { get; set; } = "";
    public string? PurchaseOrderNumber { get; set; }
    public string? PrimaryFundingId { get; set; }

    /// <summary>The solution the account was moved to.</summary>
    public string? SolutionId { get; set; }
    public string? OnBehalfOfBusinessId { get; set; }
    public bool IsEnabledForInsights { get; set; } = true;
    public string BusinessType { get; set; } = "SMB";
    public bool IsTest { get; set; }
    public List<WabaSubscription> Subscriptions { get; set; } = [];

    public override string WabaId => Id;
}

/// <summary>An app that gets this account's webhooks, at its own address or at an override.</summary>
internal sealed record WabaSubscription(string AppId, string? OverrideUri = null, string? VerifyToken = null);
