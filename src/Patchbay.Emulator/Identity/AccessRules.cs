using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Identity;

/// <summary>Whether a token reaches a node: first the permission, then the asset.</summary>
internal static class AccessRules
{
    public static void Check(World world, Token token, Operation operation, Node node)
    {
        if (operation.Scope is not { } scope)
            return;
        if (node is App app)
        {
            if (token.AppId != app.Id)
                throw Refusals.NoAccess();
            return;
        }
        if (token.IsApp())
            throw Refusals.NoAccess();
        if (!token.Has(scope))
            throw Refusals.MissingPermission(scope);
        if (!Reaches(world, token, scope, node))
            throw Refusals.NoAccess();
    }

    private static bool Reaches(World world, Token token, string scope, Node node) =>
        (node.WabaId is not { } waba || ReachesWaba(world, token, scope, waba))
        && (node is not Business business || ReachesBusiness(world, token, business.Id))
        && (node.OwningBusinessId is not { } owner || ReachesBusiness(world, token, owner))
        && node.AdmitsApp(token.AppId);

    public static bool ReachesWaba(World world, Token token, string scope, string waba) =>
        token.Targets.TryGetValue(scope, out var targets)
            ? targets.Contains(waba)
            : token.BusinessId is null
                || world.Find<Waba>(waba) is { } account
                    && (account.OwnerBusinessId == token.BusinessId || account.SharedWith.Contains(token.BusinessId));

    public static bool ReachesBusiness(World world, Token token, string business) =>
        token.BusinessId is null
        || token.BusinessId == business
        || world.Find<App>(token.AppId)?.BusinessId == token.BusinessId
            && world.All<Waba>().Any(w => w.OwnerBusinessId == business && w.SharedWith.Contains(token.BusinessId));
}
