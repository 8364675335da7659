using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Signup;

/// <summary>Finishes Embedded Signup: makes the assets, grants access, and notifies the partner.</summary>
internal static class SignupFlow
{
    private static readonly long CodeLife = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    public static SignupOutcome Finish(World world, SignupChoices choices)
    {
        var app = FindApp(world, choices);
        var configuration = FindConfiguration(world, app, choices);
        var claimed = FindPreVerified(world, app, choices.PreVerifiedId);
        if (claimed is not null)
            choices = choices with { PhoneNumber = "+" + claimed.Digits, PhoneNumberId = null, WithoutNumber = false };
        CheckNumber(world, choices);
        var user = FindUser(world, choices);
        var business = FindBusiness(world, choices, user);
        var waba = FindWaba(world, choices, business);
        var phone = choices.WithoutNumber ? null : FindPhone(world, choices, waba);
        var assets = SharedAssets.Share(world, choices, business);
        var signup = new FinishedSignup(choices, user, business, waba, phone, assets);
        var code = AddCode(world, app, configuration, signup);
        if (claimed is not null)
            world.Remove(claimed);
        Share(world, app, business, waba, choices);
        return SignupSession.Outcome(code, signup);
    }

    private static OAuthCode AddCode(World world, App app, LoginConfiguration configuration, FinishedSignup signup) =>
        world.Add(
            new OAuthCode
            {
                Id = world.Ids.Text(340),
                AppId = app.Id,
                RedirectUri = signup.Choices.RedirectUri,
                ExpiresAt = world.Clock.Milliseconds + CodeLife,
                Grant = SignupGrant.NewToken(world, app, configuration, signup),
            }
        );

    private static LoginConfiguration FindConfiguration(World world, App app, SignupChoices choices) =>
        app.Configurations.Find(c => c.Id == (choices.ConfigId ?? world.Options.ConfigId) || choices.OfAnotherApp)
        ?? throw Refusals.Invalid("Param config_id is not a configuration of this app.");

    /// <summary>Finds a verified number that the partner owns or that was shared with the partner.</summary>
    public static PreVerifiedNumber? FindPreVerified(World world, App app, string? id)
    {
        if (id is null)
            return null;
        var number =
            world.Find<PreVerifiedNumber>(id) is { } found
            && (found.BusinessId == app.BusinessId || found.Partners.Contains(app.BusinessId))
                ? found
                : throw Refusals.Invalid("Param preverified_id is not a number of this partner.");
        return PreVerifiedOperations.Status(number, world) == "VERIFIED"
            ? number
            : throw Refusals.Invalid("The pre-verified number is not verified, or its verification has expired.");
    }

    private static App FindApp(World world, SignupChoices choices)
    {
        var client = choices.ClientId ?? world.All<App>().First().Id;
        var app = world.Find<App>(client) ?? throw Refusals.Invalid("Param client_id is not an app of this emulator.");
        if (!choices.OfAnotherApp)
            return app;
        return world.All<App>().FirstOrDefault(a => a.Name == OtherAppName)
            ?? world.Add(
                new App
                {
                    Id = world.Ids.Number(),
                    Name = OtherAppName,
                    Secret = OtherAppSecret,
                    BusinessId = app.BusinessId,
                    Configurations = [.. app.Configurations],
                }
            );
    }

    private const string OtherAppName = "Someone else's app",
        OtherAppSecret = EmulatorDefaults.OtherAppSecret;

    private static void CheckNumber(World world, SignupChoices choices)
    {
        if (choices.WithoutNumber || choices.PhoneNumberId is not null || choices.PhoneNumber is null)
            return;
        var digits =
            PhoneFormat.Parse(choices.PhoneNumber)
            ?? throw Refusals.Invalid("Param phone_number must be a phone number with its country code.");
        if (
            world.All<PhoneNumber>().FirstOrDefault(p => p.Digits == digits) is { } taken
            && taken.Waba != choices.WabaId
            && taken.CodeVerified
            && !taken.IsOnBusinessApp
            && IsForeign(world, taken, choices)
        )
            throw new GraphRefusal(100, "(#100) This phone number is already registered to another account")
            {
                Subcode = 3441030,
            };
    }

    private static bool IsForeign(World world, PhoneNumber phone, SignupChoices choices)
    {
        var owner = world.Get<Business>(world.Find<Waba>(phone.Waba)!.OwnerBusinessId);
        return owner.Id != choices.BusinessId && owner.Name != choices.BusinessName;
    }

    private static User FindUser(World world, SignupChoices choices)
    {
        if (choices.UserId is not null)
            return world.Find<User>(choices.UserId) ?? throw Refusals.Invalid("Param user_id is not a known person.");
        var owner = choices.BusinessId ?? world.All<Business>().FirstOrDefault(b => b.Name == choices.BusinessName)?.Id;
        return world.All<User>().FirstOrDefault(u => owner is not null && !u.IsSystem && u.Businesses.Contains(owner))
            ?? world.Add(
                new User
                {
                    Id = world.Ids.Number(),
                    Name = "Business Owner",
                    Email = "owner@example.com",
                }
            );
    }

    private static Business FindBusiness(World world, SignupChoices choices, User user)
    {
        if (choices.BusinessId is { } id)
            return world.Find<Business>(id) ?? throw Refusals.Invalid("Param business_id is not a known portfolio.");
        var name = choices.BusinessName ?? "Business " + world.Ids.Digits(4);
        if (user.Businesses.Select(world.Find<Business>).FirstOrDefault(b => b?.Name == name) is { } known)
            return known;
        var business = world.Add(
            new Business
            {
                Id = world.Ids.Number(),
                Name = name,
                CreatedById = user.Id,
            }
        );
        user.Businesses.Add(business.Id);
        world.Save(user);
        return business;
    }

    private static Waba FindWaba(World world, SignupChoices choices, Business business)
    {
        if (choices.WabaId is { } id)
            return world.Find<Waba>(id) is { } known && known.OwnerBusinessId == business.Id
                ? known
                : throw Refusals.Invalid("Param waba_id is not an account of this portfolio.");
        var name = choices.WabaName ?? business.Name;
        var waba = world.Add(
            new Waba
            {
                Id = world.Ids.Number(),
                Name = name,
                OwnerBusinessId = business.Id,
                Country = business.Country,
                TemplateNamespace = GreetingTemplate.Namespace(world),
            }
        );
        GreetingTemplate.Add(world, waba);
        return waba;
    }

    private static PhoneNumber FindPhone(World world, SignupChoices choices, Waba waba)
    {
        var digits = choices.PhoneNumber is null ? null : PhoneFormat.Parse(choices.PhoneNumber);
        var phone = choices.PhoneNumberId is { } id
            ? world.Find<PhoneNumber>(id) is { } known && known.Waba == waba.Id
                ? known
                : throw Refusals.Invalid("Param phone_number_id is not a number of this account.")
            : world.All<PhoneNumber>().FirstOrDefault(p => digits is not null && p.Digits == digits);
        phone ??= AddPhone(world, waba, digits ?? MakeUpNumber(world), choices.VerifiedName ?? waba.Name);
        Onboard(world, phone, waba, choices);
        return phone;
    }

    private static void Onboard(World world, PhoneNumber phone, Waba waba, SignupChoices choices)
    {
        phone.Waba = waba.Id;
        phone.CodeVerified = true;
        phone.VerificationCode = null;
        phone.LastOnboardedAt = world.Clock.Milliseconds;
        if (choices.Coexistence)
        {
            phone.IsOnBusinessApp = true;
            phone.DeclinesHistory = choices.DeclineHistory;
            phone.Registered = true;
            phone.SyncedTypes.Clear();
            phone.IsOffboarded = false;
        }
        world.Save(phone);
    }

    private static string MakeUpNumber(World world) =>
        "1555" + (2_000_000 + long.Parse(world.Ids.Digits(6), System.Globalization.CultureInfo.InvariantCulture));

    private static PhoneNumber AddPhone(World world, Waba waba, string digits, string name) =>
        world.Add(
            new PhoneNumber
            {
                Id = world.Ids.Number(),
                Waba = waba.Id,
                Digits = digits,
                VerifiedName = name,
            }
        );

    private static void Share(World world, App app, Business business, Waba waba, SignupChoices choices)
    {
        if (!waba.SharedWith.Contains(app.BusinessId))
        {
            waba.SharedWith.Add(app.BusinessId);
            world.Save(waba);
        }
        var info = new JsonObject { ["waba_id"] = waba.Id, ["owner_business_id"] = business.Id };
        if (choices.AppOnlyInstall)
            info["partner_app_id"] = app.Id;
        Outbox.EmitToPartner(
            world,
            app,
            "account_update",
            new JsonObject
            {
                ["event"] = choices.AppOnlyInstall ? "PARTNER_APP_INSTALLED" : "PARTNER_ADDED",
                ["waba_info"] = info,
            }
        );
    }
}
