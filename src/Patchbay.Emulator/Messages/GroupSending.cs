using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>Messages to a group go to its id.</summary>
internal static class GroupSending
{
    public static string Check(World world, PhoneNumber phone, string id) =>
        throw Refusals.Product(131041, $"The group {(id.Length > 40 ? id[..40] : id)} does not exist for this phone number.");
}
