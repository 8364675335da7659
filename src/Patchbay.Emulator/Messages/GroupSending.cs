using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Messages;

/// <summary>A message to a group goes to the group's id. The group must have a participant.</summary>
internal static class GroupSending
{
    public static string Check(World world, PhoneNumber phone, string id)
    {
        var group = GroupRules.Find(world, phone, id);
        if (group.Suspended)
            throw Refusals.Product(131207, "The group is suspended.");
        if (group.Participants.Count == 0)
            throw Refusals.Product(131020, "The group has no participants.");
        return group.Id;
    }
}
