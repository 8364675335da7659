using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Signup;

/// <summary>A customer who came to the end of Embedded Signup, with everything that was chosen or made on the way.</summary>
internal sealed record FinishedSignup(
    SignupChoices Choices,
    User User,
    Business Business,
    Waba Waba,
    PhoneNumber? Phone,
    SharedAssets Assets
);
