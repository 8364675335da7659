using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Signup;

/// <summary>A finished Embedded Signup: the customer's choices and the assets they led to.</summary>
internal sealed record FinishedSignup(
    SignupChoices Choices,
    User User,
    Business Business,
    Waba Waba,
    PhoneNumber? Phone,
    SharedAssets Assets
);
