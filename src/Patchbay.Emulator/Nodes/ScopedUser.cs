namespace Patchbay.Emulator.Nodes;

/// <summary>A customer as one portfolio knows them: the business-scoped user id is the node's id.</summary>
internal sealed class ScopedUser : Node
{
    public required string BusinessId { get; set; }

    /// <summary>The customer's phone number.</summary>
    public required string Digits { get; set; }

    /// <summary>When the portfolio last used the phone number, in milliseconds; 0 for never.</summary>
    public long PhoneSeenAt { get; set; }
}
