namespace Patchbay.Emulator.Nodes;

/// <summary>A business phone number on WhatsApp.</summary>
internal sealed class PhoneNumber : Node
{
    public required string Waba { get; set; }

    /// <summary>Digits with the country code, nothing else.</summary>
    public required string Digits { get; set; }
    public required string VerifiedName { get; set; }
    public bool CodeVerified { get; set; }
    public bool Registered { get; set; }
    public string? Pin { get; set; }
    public string NameStatus { get; set; } = "APPROVED";
    public string QualityRating { get; set; } = "GREEN";
    public string ThroughputLevel { get; set; } = "STANDARD";
    public bool IsOnBusinessApp { get; set; }
    public bool IsOfficial { get; set; }

    /// <summary>Registered for tests only.</summary>
    public bool IsSandbox { get; set; }
    public string? LocalizationRegion { get; set; }
    public long? LastOnboardedAt { get; set; }
    public string? OverrideUri { get; set; }
    public string? OverrideVerifyToken { get; set; }
    public string? VerificationCode { get; set; }
    public long VerificationCodeExpiresAt { get; set; }
    public int WrongCodes { get; set; }
    public int WrongPins { get; set; }
    public long WrongPinAt { get; set; }
    public long PinLockedUntil { get; set; }

    /// <summary>Times of register and deregister calls within the moving 72 hours.</summary>
    public List<long> RegistrationCalls { get; set; } = [];
    public long RegistrationLockedUntil { get; set; }

    /// <summary>The business does not share its earlier chats.</summary>
    public bool DeclinesHistory { get; set; }
    public List<string> SyncedTypes { get; set; } = [];

    /// <summary>How the history is sent; null for the usual way.</summary>
    public HistoryPlay? HistoryPlay { get; set; }

    /// <summary>The business app left the platform and has not come back.</summary>
    public bool IsOffboarded { get; set; }
    public string? Username { get; set; }
    public string SearchVisibility { get; set; } = "HIDDEN";

    /// <summary>A display name that waits for its review.</summary>
    public string? RequestedName { get; set; }

    /// <summary>The code that refuses every message of this number; null when it may send.</summary>
    public int? SendBlock { get; set; }

    public override string WabaId => Waba;
}

/// <summary>How the history of a business app is sent.</summary>
/// <param name="ChunkSize">The most messages in one webhook.</param>
/// <param name="IsShuffled">Webhooks are sent out of order, also files before their placeholders.</param>
/// <param name="Doubled">How many chunks are sent twice.</param>
/// <param name="Lost">How many chunks are lost at their first attempt and sent again later.</param>
internal sealed record HistoryPlay(int ChunkSize, bool IsShuffled, int Doubled, int Lost);
