using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Accounts;

/// <summary>Ends the review of a new account.</summary>
internal static class AccountReview
{
    public static void Finish(World world, Waba waba, string decision = "APPROVED")
    {
        waba.ReviewStatus = decision;
        world.Save(waba);
        Outbox.Emit(world, waba, "account_review_update", new JsonObject { ["decision"] = decision });
    }
}
