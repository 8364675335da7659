using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.AssignedUsers;

/// <summary>The tasks of a user in an account.</summary>
internal sealed class Assignment : Node
{
    public required string Waba { get; set; }
    public required string UserId { get; set; }
    public required List<string> Tasks { get; set; }

    public static string IdOf(string waba, string user) => $"assignment:{waba}:{user}";
}
