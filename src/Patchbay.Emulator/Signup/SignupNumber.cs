using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Signup;

/// <summary>A number that a customer is verifying in the pop-up.</summary>
internal sealed class SignupNumber : Node
{
    public required string Digits { get; set; }
    public required string Code { get; set; }
    public long ExpiresAt { get; set; }
    public int WrongCodes { get; set; }
    public bool Verified { get; set; }

    public static string IdOf(string digits) => "signup:" + digits;
}
