using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Signup;

/// <summary>A number on its way through the pop-up: a code was sent, and perhaps entered.</summary>
internal sealed class SignupNumber : Node
{
    public required string Digits { get; set; }
    public required string Code { get; set; }
    public long ExpiresAt { get; set; }
    public int WrongCodes { get; set; }
    public bool Verified { get; set; }

    public static string IdOf(string digits) => "signup:" + digits;
}
