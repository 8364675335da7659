using System.Text.Json.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Web;

namespace Patchbay.Emulator.Control;

/// <summary>Embedded Signup without a browser, and the revocation of tokens.</summary>
internal static class SignupControl
{
    public static JsonNode SignUp(ControlCall call)
    {
        var outcome = SignupFlow.Finish(call.World, SignupChoicesReader.Read(call.Body));
        return new JsonObject
        {
            ["code"] = outcome.Code,
            ["session"] = JsonNode.Parse(outcome.SessionJson),
            ["business_id"] = outcome.BusinessId,
            ["waba_id"] = outcome.WabaId,
            ["phone_number_id"] = outcome.PhoneNumberId,
        };
    }

    public static JsonNode Connect(ControlCall call)
    {
        var connected = Shortcuts.Connect(call.World, SignupChoicesReader.Read(call.Body));
        return new JsonObject
        {
            ["business_id"] = connected.BusinessId,
            ["waba_id"] = connected.WabaId,
            ["phone_number_id"] = connected.PhoneNumberId,
            ["display_phone_number"] = connected.DisplayPhoneNumber,
            ["access_token"] = connected.AccessToken,
        };
    }

    public static JsonNode Revoke(ControlCall call)
    {
        Shortcuts.RevokeToken(call.World, call.Body.Need("access_token"), (int)(call.Body.WholeOf("subcode") ?? 458));
        return JsonHttp.Done();
    }
}
