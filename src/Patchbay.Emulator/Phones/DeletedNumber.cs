using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Phones;

/// <summary>A number that was deleted in WhatsApp Manager, and when.</summary>
internal sealed class DeletedNumber : Node
{
    public static string IdOf(string digits) => "deleted:" + digits;
}
