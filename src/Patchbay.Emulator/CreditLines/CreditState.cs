using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.CreditLines;

/// <summary>Credit that pays for messages.</summary>
internal sealed class CreditLine : Node
{
    public required string BusinessId { get; set; }
    public required string LegalEntityName { get; set; }

    public override string? OwningBusinessId => BusinessId;
}

/// <summary>The part of a credit line that a client's portfolio may use.</summary>
internal sealed class CreditAllocation : Node
{
    public required string CreditLineId { get; set; }
    public required string OwnerId { get; set; }
    public required string ReceiverId { get; set; }

    /// <summary>The id that the client's accounts name as their primary funding.</summary>
    public required string CredentialId { get; set; }
    public bool IsRevoked { get; set; }

    public override string? OwningBusinessId => OwnerId;
}
