using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.CreditLines;

/// <summary>How sharing and revoking credit changes a client's accounts.</summary>
internal static class CreditRules
{
    /// <summary>The error code of messages that an account without credit sends.</summary>
    private const int PaymentProblem = 131042;

    public static CreditAllocation? Find(World world, CreditLine line, string receiver) =>
        world
            .All<CreditAllocation>()
            .FirstOrDefault(a => a.CreditLineId == line.Id && a.ReceiverId == receiver && !a.IsRevoked);

    /// <summary>Shares a credit line with a client. Sharing again returns the existing share.</summary>
    public static CreditAllocation Share(World world, CreditLine line, string receiver) =>
        Find(world, line, receiver)
        ?? world.Add(
            new CreditAllocation
            {
                Id = world.Ids.Number(),
                CreditLineId = line.Id,
                OwnerId = line.BusinessId,
                ReceiverId = receiver,
                CredentialId = world.Ids.Number(),
            }
        );

    public static void CheckFree(Waba waba)
    {
        if (waba.PrimaryFundingId is not null)
            throw Refusals.Invalid("The account already has a credit line, which cannot be changed.");
    }

    public static void Attach(World world, CreditAllocation allocation, Waba waba, string currency)
    {
        waba.PrimaryFundingId = allocation.CredentialId;
        waba.Currency = currency;
        world.Save(waba);
        Block(world, waba, blocked: false);
    }

    public static void Revoke(World world, CreditAllocation allocation)
    {
        allocation.IsRevoked = true;
        world.Save(allocation);
        foreach (var waba in world.All<Waba>().Where(w => w.PrimaryFundingId == allocation.CredentialId).ToList())
        {
            waba.PrimaryFundingId = null;
            world.Save(waba);
            Block(world, waba, blocked: true);
        }
    }

    private static void Block(World world, Waba waba, bool blocked)
    {
        foreach (
            var phone in PhoneRules
                .Of(world, waba)
                .Where(p => blocked ? p.SendBlock is null : p.SendBlock == PaymentProblem)
                .ToList()
        )
        {
            phone.SendBlock = blocked ? PaymentProblem : null;
            world.Save(phone);
        }
    }
}
