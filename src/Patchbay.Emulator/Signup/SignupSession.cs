using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Signup;

/// <summary>The WA_EMBEDDED_SIGNUP message that the page gets when the pop-up closes.</summary>
internal static class SignupSession
{
    public static SignupOutcome Outcome(OAuthCode code, FinishedSignup signup)
    {
        var kind = EventOf(signup.Choices);
        return new SignupOutcome(
            code.Id,
            kind,
            Write(kind, signup).ToJsonString(),
            signup.Business.Id,
            signup.Waba.Id,
            signup.Phone?.Id
        );
    }

    private static string EventOf(SignupChoices choices) =>
        choices.AppOnlyInstall ? "FINISH_GRANT_ONLY_API_ACCESS"
        : choices.Coexistence ? "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING"
        : choices.WithoutNumber ? "FINISH_ONLY_WABA"
        : "FINISH";

    private static JsonObject Write(string kind, FinishedSignup signup)
    {
        var message = new JsonObject
        {
            ["data"] = Data(signup),
            ["type"] = "WA_EMBEDDED_SIGNUP",
            ["event"] = kind,
        };
        if (signup.Choices.Coexistence)
            message["version"] = 3;
        return message;
    }

    private static JsonObject Data(FinishedSignup signup)
    {
        var choices = signup.Choices;
        var data = new JsonObject();
        // Onboarding with the WhatsApp Business app names only the account.
        if (signup.Phone is { } phone && !choices.Coexistence)
            data["phone_number_id"] = phone.Id;
        data["waba_id"] = signup.Waba.Id;
        if (!choices.Coexistence && !choices.WithoutNumber)
            data["business_id"] = signup.Business.Id;
        signup.Assets.WriteTo(data);
        foreach (var name in choices.Withhold)
            data.Remove(name);
        return data;
    }
}
