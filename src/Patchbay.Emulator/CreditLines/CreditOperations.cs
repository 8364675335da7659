using System.Text.Json.Nodes;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.CreditLines;

/// <summary>
/// Credit lines of a solution partner: list them, share them with clients, attach them to accounts, revoke them.
/// </summary>
internal static class CreditOperations
{
    private static readonly string[] Currencies = ["AUD", "BRL", "EUR", "GBP", "IDR", "INR", "USD"];
    private static readonly Param[] Account = [P.OneOf("waba_currency", Currencies).Must(), P.Text("waba_id").Must()];

    public static readonly NodeType<CreditLine> LineType = new("ExtendedCredit")
    {
        { "legal_entity_name", Show.Always, c => c.LegalEntityName },
    };

    public static readonly NodeType<CreditAllocation> AllocationType = new("ExtendedCreditAllocationConfig")
    {
        {
            "receiving_business",
            Show.Always,
            (a, w) =>
                w.Find<Business>(a.ReceiverId) is { } b ? new JsonObject { ["name"] = b.Name, ["id"] = b.Id } : null
        },
        {
            "owning_business",
            (a, w) => w.Find<Business>(a.OwnerId) is { } b ? new JsonObject { ["name"] = b.Name, ["id"] = b.Id } : null
        },
        {
            "receiving_credential",
            a => new JsonObject { ["id"] = a.CredentialId }
        },
        {
            "owning_credential",
            a => new JsonObject { ["id"] = a.CreditLineId }
        },
        { "request_status", a => a.IsRevoked ? "DELETED" : "APPROVED" },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<Business>(
            "getCreditLines",
            "GET",
            "extendedcredits",
            (b, call) => Answer.Page(call.World.All<CreditLine>().Where(c => c.BusinessId == b.Id), call),
            [.. Paging.Params]
        ) with
        {
            Scope = Scopes.Business,
        },
        Operation.Of<CreditLine>(
            "shareAndAttachCredit",
            "POST",
            "whatsapp_credit_sharing_and_attach",
            ShareAndAttach,
            Account
        ) with
        {
            Scope = Scopes.Business,
        },
        Operation.Of<CreditLine>(
            "shareCredit",
            "POST",
            "whatsapp_credit_sharing",
            Share,
            P.Text("receiving_business_id").Must()
        ) with
        {
            Scope = Scopes.Business,
        },
        // The client attaches the partner's line with the client's own token.
        Operation.Of<CreditLine>("attachCredit", "POST", "whatsapp_credit_attach", Attach, Account) with
        {
            Scope = null,
        },
        Operation.Of<CreditLine>(
            "listCreditAllocations",
            "GET",
            "owning_credit_allocation_configs",
            List,
            [.. Paging.Params, P.Text("receiving_business_id")]
        ) with
        {
            Scope = Scopes.Business,
        },
        Operation.Read<CreditAllocation>("getCreditAllocation", Scopes.Business),
        Operation.Of<CreditAllocation>("revokeCredit", "DELETE", "", Revoke) with
        {
            Scope = Scopes.Business,
        },
    ];

    private static Answer ShareAndAttach(CreditLine line, Call call)
    {
        var waba = FindAccount(call);
        if (call.World.Find<Assignment>(Assignment.IdOf(waba.Id, call.Caller.UserId ?? "")) is null)
            throw new GraphRefusal(
                200,
                "(#200) The system user must be assigned to the WhatsApp Business Account first.",
                403
            );
        CreditRules.CheckFree(waba);
        var allocation = CreditRules.Share(call.World, line, waba.OwnerBusinessId);
        CreditRules.Attach(call.World, allocation, waba, call.Input.Required("waba_currency"));
        return Answer.Ok(new JsonObject { ["allocation_config_id"] = allocation.Id, ["waba_id"] = waba.Id });
    }

    private static Answer Share(CreditLine line, Call call)
    {
        var receiver =
            call.World.Find<Business>(call.Input.Text("receiving_business_id"))
            ?? throw Refusals.Invalid("Param receiving_business_id must be the id of a business portfolio.");
        if (receiver.Id == line.BusinessId)
            throw Refusals.Invalid("A credit line cannot be shared with its owner.");
        return Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["allocation_config_id"] = CreditRules.Share(call.World, line, receiver.Id).Id,
            }
        );
    }

    private static Answer Attach(CreditLine line, Call call)
    {
        var waba = FindAccount(call);
        CreditRules.CheckFree(waba);
        var allocation =
            CreditRules.Find(call.World, line, waba.OwnerBusinessId)
            ?? throw Refusals.Invalid("The credit line is not shared with the business that owns this account.");
        CreditRules.Attach(call.World, allocation, waba, call.Input.Required("waba_currency"));
        return Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["waba_id"] = waba.Id,
                ["allocation_config_id"] = allocation.Id,
            }
        );
    }

    private static Answer List(CreditLine line, Call call)
    {
        var receiver = call.Input.Text("receiving_business_id");
        return Answer.Page(
            call.World.All<CreditAllocation>()
                .Where(a =>
                    a.CreditLineId == line.Id && !a.IsRevoked && (receiver is null || a.ReceiverId == receiver)
                ),
            call
        );
    }

    private static Answer Revoke(CreditAllocation allocation, Call call)
    {
        if (allocation.IsRevoked)
            throw Refusals.Invalid("The allocation has already been revoked.");
        CreditRules.Revoke(call.World, allocation);
        return Answer.Success();
    }

    private static Waba FindAccount(Call call)
    {
        var waba =
            call.World.Find<Waba>(call.Input.Text("waba_id"))
            ?? throw Refusals.Invalid("Param waba_id must be the id of a WhatsApp Business Account.");
        if (call.Caller.IsApp() || !AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, waba.Id))
            throw Refusals.NoAccess();
        return call.Caller.Has(Scopes.Management) ? waba : throw Refusals.MissingPermission(Scopes.Management);
    }
}
