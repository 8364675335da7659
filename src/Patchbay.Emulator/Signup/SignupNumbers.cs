using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;

namespace Patchbay.Emulator.Signup;

/// <summary>How the dialog and the phone page show a business number.</summary>
internal static class SignupNumbers
{
    public static JsonObject Describe(PhoneNumber phone) =>
        new()
        {
            ["id"] = phone.Id,
            ["waba_id"] = phone.Waba,
            ["phone"] = phone.Digits,
            ["display"] = PhoneFormat.Display(phone.Digits),
            ["verified_name"] = phone.VerifiedName,
            ["status"] = PhoneRules.Status(phone),
        };
}
