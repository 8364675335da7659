using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>
/// Settings of a number that change rarely: calling, storage, encryption, commerce, compliance, official status.
/// </summary>
internal sealed class PhoneConfiguration : Node
{
    public required string PhoneId { get; set; }

    /// <summary>The settings as JSON text, as they were last given.</summary>
    public string? Calling { get; set; }
    public bool CallingEnabled { get; set; }
    public bool PayloadEncryption { get; set; }
    public string? PayloadKeyFingerprint { get; set; }
    public bool InCountryStorage { get; set; }
    public string? StorageRegion { get; set; }
    public bool IdentityChangeChecked { get; set; }
    public string? PublicKey { get; set; }
    public long PublicKeySetAt { get; set; }
    public bool CartEnabled { get; set; } = true;
    public bool CatalogVisible { get; set; }
    public string? Compliance { get; set; }
    public string? OfficialStatus { get; set; }

    public static PhoneConfiguration Of(World world, PhoneNumber phone)
    {
        var id = "configuration:" + phone.Id;
        return world.Find<PhoneConfiguration>(id) ?? world.Add(new PhoneConfiguration { Id = id, PhoneId = phone.Id });
    }
}
