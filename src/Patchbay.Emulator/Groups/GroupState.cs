using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Groups;

/// <summary>A WhatsApp group owned by a business number.</summary>
internal sealed class Group : Node
{
    public required string PhoneId { get; set; }
    public required string Waba { get; set; }
    public required string Subject { get; set; }
    public string? Description { get; set; }
    public string JoinApprovalMode { get; set; } = "auto_approve";
    public required string InviteCode { get; set; }
    public List<string> Participants { get; set; } = [];
    public List<JoinRequest> JoinRequests { get; set; } = [];
    public bool Suspended { get; set; }

    public override string WabaId => Waba;

    public string InviteLink => "https://chat.whatsapp.com/" + InviteCode;
}

internal sealed record JoinRequest(string Id, string Customer, long At);
