using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.PreVerified;

/// <summary>A number that a partner verifies beforehand and gives to a customer at sign-up.</summary>
internal sealed class PreVerifiedNumber : Node
{
    public required string BusinessId { get; set; }
    public required string Digits { get; set; }
    public bool Verified { get; set; }
    public long VerifiedAt { get; set; }
    public string? Code { get; set; }
    public long CodeExpiresAt { get; set; }
    public List<string> Partners { get; set; } = [];

    public override string? OwningBusinessId => BusinessId;
}

internal static class PreVerifiedOperations
{
    private static readonly long VerificationLife = (long)TimeSpan.FromDays(90).TotalMilliseconds;
    private static readonly long CodeLife = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;

    public static readonly NodeType<PreVerifiedNumber> Type = new("WhatsAppPreVerifiedPhoneNumber")
    {
        { "display_phone_number", Show.Always, n => PhoneFormat.Display(n.Digits) },
        { "country_prefix", Show.Always, n => int.Parse(PhoneFormat.DialCode(n.Digits), CultureInfo.InvariantCulture) },
        { "is_input_id_valid", Show.Always, _ => true },
        { "error_msg", _ => null },
        { "verification_status", (n, w) => Status(n, w) },
        { "code_verification_status", (n, w) => Status(n, w) == "VERIFIED" ? "VERIFIED" : "UNVERIFIED" },
        { "availability_status", (n, w) => Status(n, w) == "VERIFIED" ? "AVAILABLE" : "UNAVAILABLE" },
        { "country_code", n => PhoneFormat.Country(n.Digits) },
        { "supported_features", _ => new JsonArray("MESSAGING", "BUSINESS_PROFILE", "WEBHOOKS", "TEMPLATES") },
        { "created_time", n => GraphTime.Iso(n.CreatedAt) },
        { "last_updated", n => GraphTime.Iso(Math.Max(n.CreatedAt, n.VerifiedAt)) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<PreVerifiedNumber>("getPreVerifiedPhoneNumberDetails"),
        Operation.Of<Business>("addPhoneNumbers", "POST", "add_phone_numbers", Add, P.Text("phone_number", 20).Must()),
        Operation.Of<Business>(
            "getPreVerifiedPhoneNumbers",
            "GET",
            "preverified_numbers",
            List,
            [
                .. Paging.Params,
                P.OneOf("verification_status", "VERIFIED", "PENDING", "FAILED", "EXPIRED"),
                P.OneOf("availability_status", "AVAILABLE", "IN_USE", "RESERVED", "UNAVAILABLE"),
                P.Text("country_code", 2),
            ]
        ),
        Operation.Of<Business>(
            "sharePreVerifiedPhoneNumber",
            "POST",
            "share_preverified_numbers",
            Share,
            P.Text("preverified_id").Must(),
            P.Text("partner_business_id").Must()
        ),
        Operation.Of<PreVerifiedNumber>(
            "deletePreVerifiedPhoneNumber",
            "DELETE",
            "",
            (number, call) =>
            {
                call.World.Remove(number);
                return Answer.Success();
            }
        ),
        Operation.Of<PreVerifiedNumber>(
            "getPreVerifiedPhoneNumberPartners",
            "GET",
            "partners",
            (number, call) =>
                Answer.Page(number.Partners.Select(call.World.Find<Business>).OfType<Business>(), call, maxLimit: 100),
            [.. Paging.Params]
        ),
        Operation.Of<PreVerifiedNumber>(
            "requestPreVerifiedPhoneNumberCode",
            "POST",
            "request_code",
            RequestCode,
            P.OneOf("code_method", "SMS", "VOICE").Must(),
            P.Text("language", 5).Must()
        ),
        Operation.Of<PreVerifiedNumber>(
            "verifyPreVerifiedPhoneNumberCode",
            "POST",
            "verify_code",
            Verify,
            P.Text("code", 7).Must()
        ),
    ];

    public static string Status(PreVerifiedNumber number, World world) =>
        !number.Verified ? "PENDING"
        : number.VerifiedAt + VerificationLife <= world.Clock.Milliseconds ? "EXPIRED"
        : "VERIFIED";

    private static Answer Add(Business business, Call call)
    {
        var digits =
            PhoneFormat.Parse(call.Input.Required("phone_number"))
            ?? throw Refusals.Invalid("Param phone_number must be a phone number with its country code.");
        if (
            call.World.All<PreVerifiedNumber>().Any(n => n.Digits == digits)
            || call.World.All<PhoneNumber>().Any(p => p.Digits == digits)
        )
            throw Refusals.Invalid("The phone number is already in use.", 2388002);
        return Answer.Ok(
            new JsonObject
            {
                ["id"] = call
                    .World.Add(
                        new PreVerifiedNumber
                        {
                            Id = call.World.Ids.Number(16),
                            BusinessId = business.Id,
                            Digits = digits,
                        }
                    )
                    .Id,
            }
        );
    }

    private static Answer List(Business business, Call call)
    {
        var fields =
            call.Fields
            ?? FieldSet.Parse(
                "display_phone_number,country_prefix,verification_status,availability_status,country_code"
            );
        bool Matches(PreVerifiedNumber n, string name) =>
            call.Input.Text(name) is not { } wanted
            || Type.Read(n, new FieldSet([new FieldSet.Field(name, null)]), call.World)[name]?.ToString() == wanted;
        var numbers = call
            .World.All<PreVerifiedNumber>()
            .Where(n => n.BusinessId == business.Id || n.Partners.Contains(business.Id))
            .Where(n =>
                Matches(n, "verification_status") && Matches(n, "availability_status") && Matches(n, "country_code")
            );
        return Answer.Page(numbers, n => n.Id, n => Type.Read(n, fields, call.World), call, maxLimit: 100);
    }

    private static Answer Share(Business business, Call call)
    {
        var number =
            call.World.Find<PreVerifiedNumber>(call.Input.Text("preverified_id")) is { } found
            && found.BusinessId == business.Id
                ? found
                : throw Refusals.Invalid("Param preverified_id must be a number of this business.");
        var partner =
            call.World.Find<Business>(call.Input.Text("partner_business_id"))
            ?? throw Refusals.Invalid("Param partner_business_id must be the id of a business portfolio.");
        if (Status(number, call.World) != "VERIFIED")
            throw Refusals.Invalid("Only a verified number can be shared.");
        if (partner.Id == business.Id)
            throw Refusals.Invalid("A number cannot be shared with its owner.");
        if (!number.Partners.Contains(partner.Id))
            number.Partners.Add(partner.Id);
        call.World.Save(number);
        return Answer.Success();
    }

    private static Answer RequestCode(PreVerifiedNumber number, Call call)
    {
        if (Status(number, call.World) == "VERIFIED")
            throw Refusals.Invalid("The phone number is already verified.", 2388091);
        number.Code = call.World.Ids.Digits(6);
        number.CodeExpiresAt = call.Now + CodeLife;
        call.World.Save(number);
        return Answer.Success();
    }

    private static Answer Verify(PreVerifiedNumber number, Call call)
    {
        var code = call.Input.Required("code").Replace("-", "", StringComparison.Ordinal);
        if (number.Code is null || number.CodeExpiresAt <= call.Now || number.Code != code)
            throw Refusals.Invalid("The code is wrong or has expired.", 2388093);
        number.Verified = true;
        number.VerifiedAt = call.Now;
        number.Code = null;
        call.World.Save(number);
        return Answer.Ok(new JsonObject { ["success"] = true, ["id"] = number.Id });
    }
}
