using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>The business that the recipes act for, with a number that can send.</summary>
internal sealed class CatalogueShop(Meta meta)
{
    public Meta Meta => meta;
    public World World => meta.Emulator.Host.Worlds.Default;
    public ConnectedNumber Connected { get; } =
        meta.Emulator.Connect(new SignupChoices { BusinessName = "Catalogue Shop" });
}
