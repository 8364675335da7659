using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Usernames;

/// <summary>A user name that waits for its review.</summary>
internal sealed class UsernameRequest : Node
{
    public required string PhoneId { get; set; }
    public required string Username { get; set; }

    public static string IdOf(string phone) => "username:" + phone;
}
