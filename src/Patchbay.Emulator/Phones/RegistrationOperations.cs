using Patchbay.Emulator.Activities;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Phones;

/// <summary>Adding, verifying, registering, deregistering and synchronising a number.</summary>
internal static class RegistrationOperations
{
    private static readonly string[] Regions =
    [
        "AU",
        "ID",
        "IN",
        "JP",
        "SG",
        "KR",
        "DE",
        "CH",
        "GB",
        "BR",
        "BH",
        "ZA",
        "AE",
        "CA",
    ];
    private static readonly long SyncWindow = (long)TimeSpan.FromHours(24).TotalMilliseconds;

    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "createWhatsAppBusinessAccountPhoneNumber",
            "POST",
            "phone_numbers",
            Add,
            P.Text("cc", 4),
            P.Text("phone_number", 20).Must(),
            P.Text("verified_name", 75).Must(),
            P.Flag("migrate_phone_number"),
            P.Text("preverified_id")
        ),
        Operation.Of<PhoneNumber>(
            "requestVerificationCode",
            "POST",
            "request_code",
            RequestCode,
            P.OneOf("code_method", "SMS", "VOICE").Must(),
            P.Text("language", 10).Must()
        ),
        Operation.Of<PhoneNumber>(
            "verifyPhoneNumberCode",
            "POST",
            "verify_code",
            VerifyCode,
            P.Text("code", 10).Must()
        ),
        Operation.Of<PhoneNumber>(
            "registerWhatsAppBusinessPhoneNumber",
            "POST",
            "register",
            Register,
            P.Product,
            P.Text("pin").Must(),
            P.OneOf("data_localization_region", Regions),
            P.Object("backup", P.Text("password").Must(), P.Text("data").Must()),
            P.OneOf("tier", "PROD", "SANDBOX"),
            P.Whole("meta_store_retention_minutes", 60, 60)
        ),
        Operation.Of<PhoneNumber>(
            "deregisterPhoneNumber",
            "POST",
            "deregister",
            Deregister,
            P.Text("messaging_product")
        ),
        Operation.Of<PhoneNumber>(
            "syncAppData",
            "POST",
            "smb_app_data",
            Synchronize,
            P.Product,
            P.OneOf("sync_type", "smb_app_state_sync", "history").Must()
        ),
    ];

    private static Answer Add(Waba waba, Call call)
    {
        var digits =
            FullNumber(call.Input.Text("cc")?.TrimStart('+') ?? "", call.Input.Required("phone_number").TrimStart('+'))
            ?? throw Refusals.Invalid("Param phone_number must be a valid phone number.");
        if (call.World.All<PhoneNumber>().Any(p => p.Digits == digits))
            throw new GraphRefusal(100, "(#100) Phone number already in use")
            {
                Subcode = 2388002,
                UserTitle = "Cannot add the number",
                UserMessage = "The number belongs to a WhatsApp account.",
            };
        var phone = call.World.Add(
            new PhoneNumber
            {
                Id = call.World.Ids.Number(),
                Waba = waba.Id,
                Digits = digits,
                VerifiedName = call.Input.Required("verified_name"),
                NameStatus = "PENDING_REVIEW",
            }
        );
        ActivityOperations.Record(call, waba.Id, "PHONE_NUMBER_ADDED", PhoneFormat.Display(digits));
        return Answer.Ok(new System.Text.Json.Nodes.JsonObject { ["id"] = phone.Id });
    }

    /// <summary>The number may come with or without its country code, which has a parameter of its own.</summary>
    private static string? FullNumber(string code, string number) =>
        PhoneFormat.Parse(
            "+" + (number.StartsWith(code, StringComparison.Ordinal) && number.Length > 10 ? number : code + number)
        );

    private static Answer RequestCode(PhoneNumber phone, Call call)
    {
        if (phone.CodeVerified)
            throw new GraphRefusal(100, "(#100) Phone number is already verified") { Subcode = 2388091 };
        PhoneRules.NewCode(call.World, phone);
        return Answer.Success();
    }

    private static Answer VerifyCode(PhoneNumber phone, Call call)
    {
        // A wrong guess counts even though the call is refused.
        call.World.Save(phone);
        PhoneRules.CheckCode(phone, call.Input.Required("code"), call.Now);
        phone.CodeVerified = true;
        phone.VerificationCode = null;
        phone.NameStatus = "APPROVED";
        ActivityOperations.Record(call, phone.Waba, "PHONE_NUMBER_VERIFIED", PhoneFormat.Display(phone.Digits));
        return Answer.Success();
    }

    private static Answer Register(PhoneNumber phone, Call call)
    {
        call.World.Save(phone);
        if (!phone.CodeVerified)
            throw Refusals.Product(133006, "Verify the phone number with a code before registering it.");
        CheckBackup(phone, call);
        PhoneRules.CheckRested(call.World, phone);
        PhoneRules.CountRegistration(phone, call.Now);
        PhoneRules.CheckPin(phone, call.Input.Required("pin"), call.Now);
        phone.Pin = call.Input.Required("pin");
        phone.Registered = true;
        phone.LocalizationRegion = call.Input.Text("data_localization_region");
        phone.IsSandbox = call.Input.Text("tier") == "SANDBOX";
        phone.LastOnboardedAt = call.Now;
        return Answer.Success();
    }

    /// <summary>
    /// Checks the backup of a number that comes from the On-Premises API. It must be complete, and is taken at the
    /// first registration only.
    /// </summary>
    private static void CheckBackup(PhoneNumber phone, Call call)
    {
        if (call.Input.Element("backup") is not { } backup)
            return;
        if (phone.Registered)
            throw Refusals.Invalid("Param backup is only for a number that is not registered yet.");
        var data = backup.TextOf("data")!;
        if (!Convert.TryFromBase64String(data, new byte[data.Length], out _))
            throw Refusals.Invalid("Param backup['data'] must be the backup as base64.");
    }

    private static Answer Deregister(PhoneNumber phone, Call call)
    {
        if (phone.IsOnBusinessApp)
            throw Refusals.Invalid("A number of the WhatsApp Business app can only be disconnected in the app.");
        if (!phone.Registered)
            throw Refusals.Product(133010, "The phone number is not registered on the platform.");
        call.World.Save(phone);
        PhoneRules.CountRegistration(phone, call.Now);
        phone.Registered = false;
        return Answer.Success();
    }

    private static Answer Synchronize(PhoneNumber phone, Call call)
    {
        if (!phone.IsOnBusinessApp)
            throw Refusals.Invalid("Synchronization is only available to numbers in use in the WhatsApp Business app.");
        var type = call.Input.Required("sync_type");
        if (phone.SyncedTypes.Contains(type))
            throw Refusals.Product(2593107, "This synchronization was already requested for this onboarding.");
        if (call.Now - phone.LastOnboardedAt > SyncWindow)
            throw Refusals.Product(2593108, "Synchronization must be requested within 24 hours of onboarding.");
        phone.SyncedTypes.Add(type);
        call.World.Save(phone);
        BusinessAppSync.Send(call.World, phone, type);
        return Answer.Ok(
            new System.Text.Json.Nodes.JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["request_id"] = call.World.Ids.Text(32),
            }
        );
    }
}
