using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Businesses;

/// <summary>Facebook Pages of a portfolio.</summary>
internal static class BusinessPages
{
    /// <summary>Adds a Page and the Instagram account that belongs to the Page.</summary>
    public static FacebookPage Add(World world, Business business, string name)
    {
        var account = world.Add(
            new InstagramAccount
            {
                Id = "178414" + world.Ids.Digits(11),
                Name = name,
                Username = name.ToLowerInvariant().Replace(' ', '.'),
                AppScopedId = world.Ids.Number(17),
                BusinessId = business.Id,
            }
        );
        return world.Add(
            new FacebookPage
            {
                Id = world.Ids.Number(),
                Name = name,
                BusinessId = business.Id,
                InstagramAccountId = account.Id,
            }
        );
    }
}
