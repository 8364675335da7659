using System.Text.Json;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Web;

namespace Patchbay.Emulator.Signup;

/// <summary>Reads the choices of a sign-up from the JSON of the dialog page or of the control API.</summary>
internal static class SignupChoicesReader
{
    private static readonly string[] Known =
    [
        "client_id",
        "config_id",
        "user_id",
        "business_id",
        "business_name",
        "waba_id",
        "waba_name",
        "phone_number_id",
        "phone_number",
        "verified_name",
        "preverified_id",
        "without_number",
        "coexistence",
        "decline_history",
        "app_only_install",
        "page",
        "dataset",
        "catalog",
        "instagram",
        "withhold",
        "without_scopes",
        "other_app",
        "token_lifetime",
        "redirect_uri",
    ];

    public static SignupChoices Read(JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
            if (!Known.Contains(member.Name))
                throw Refusals.UnexpectedKey(member.Name, "");
        return new SignupChoices
        {
            ClientId = body.TextOf("client_id"),
            ConfigId = body.TextOf("config_id"),
            UserId = body.TextOf("user_id"),
            BusinessId = body.TextOf("business_id"),
            BusinessName = body.TextOf("business_name"),
            WabaId = body.TextOf("waba_id"),
            WabaName = body.TextOf("waba_name"),
            PhoneNumberId = body.TextOf("phone_number_id"),
            PhoneNumber = body.TextOf("phone_number"),
            VerifiedName = body.TextOf("verified_name"),
            PreVerifiedId = body.TextOf("preverified_id"),
            WithoutNumber = body.FlagOf("without_number") ?? false,
            Coexistence = body.FlagOf("coexistence") ?? false,
            DeclineHistory = body.FlagOf("decline_history") ?? false,
            AppOnlyInstall = body.FlagOf("app_only_install") ?? false,
            Page = body.FlagOf("page") ?? false,
            Dataset = body.FlagOf("dataset") ?? false,
            Catalog = body.FlagOf("catalog") ?? false,
            Instagram = body.FlagOf("instagram") ?? false,
            Withhold = [.. body.ListOf("withhold").Select(v => v.AsText())],
            WithoutScopes = [.. body.ListOf("without_scopes").Select(v => v.AsText())],
            OfAnotherApp = body.FlagOf("other_app") ?? false,
            TokenLifetime = body.WholeOf("token_lifetime"),
            RedirectUri = body.TextOf("redirect_uri"),
        };
    }
}
