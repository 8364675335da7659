using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>The legal details that Indian businesses must state.</summary>
internal static partial class ComplianceOperations
{
    private static readonly string[] EntityTypes =
    [
        "LIMITED_LIABILITY_PARTNERSHIP",
        "SOLE_PROPRIETORSHIP",
        "PARTNERSHIP",
        "PUBLIC_COMPANY",
        "PRIVATE_COMPANY",
        "OTHER",
    ];

    private static readonly Param[] Contact =
    [
        P.Text("email", 128).Must(),
        P.Text("mobile_number", 20),
        P.Text("landline_number", 20),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "getBusinessComplianceInfo",
            "GET",
            "business_compliance_info",
            Read,
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>(
            "updateBusinessComplianceInfo",
            "POST",
            "business_compliance_info",
            Update,
            P.Product,
            P.Text("entity_name", 128).Must(),
            P.OneOfAnyCase("entity_type", EntityTypes).Must(),
            P.Text("entity_type_custom", 1024),
            P.Flag("is_registered"),
            P.Object("grievance_officer_details", [P.Text("name", 128).Must(), .. Contact]).Must(),
            P.Object("customer_care_details", Contact).Must()
        ),
    ];

    private static Answer Read(PhoneNumber phone, Call call)
    {
        var info = new JsonObject { ["whatsapp_business_account_id"] = phone.Waba, ["messaging_product"] = "whatsapp" };
        if (PhoneConfiguration.Of(call.World, phone).Compliance is { } stored)
            foreach (var (name, value) in JsonNode.Parse(stored)!.AsObject())
                info[name] = value?.DeepClone();
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray(info) });
    }

    private static Answer Update(PhoneNumber phone, Call call)
    {
        if (call.Input.Required("entity_name").Length < 2)
            throw Refusals.Invalid("Param entity_name must be 2 to 128 characters long.");
        if (call.Input.Required("entity_type").Equals("OTHER", StringComparison.OrdinalIgnoreCase))
            call.Input.Required("entity_type_custom");
        var info = ReadInfo(call);
        var settings = PhoneConfiguration.Of(call.World, phone);
        settings.Compliance = info.ToJsonString();
        call.World.Save(settings);
        return Answer.Success();
    }

    private static JsonObject ReadInfo(Call call)
    {
        var info = new JsonObject();
        foreach (var name in call.Input.Names.Where(n => n != "messaging_product").ToList())
        {
            if (call.Input.Element(name) is not { } value)
                continue;
            if (name.EndsWith("_details", StringComparison.Ordinal))
                CheckContact(name, value);
            info[name] = JsonNode.Parse(value.GetRawText());
        }
        if (
            info["is_registered"] is { } registered
            && registered.GetValueKind() == System.Text.Json.JsonValueKind.String
        )
            info["is_registered"] = call.Input.Flag("is_registered");
        return info;
    }

    private static void CheckContact(string path, System.Text.Json.JsonElement contact)
    {
        if (contact.TextOf("email")?.Contains('@', StringComparison.Ordinal) != true)
            throw Refusals.Invalid($"Param {path}['email'] must be a valid email address.");
        foreach (var name in new[] { "mobile_number", "landline_number" })
            if (contact.TextOf(name) is { } number && !International().IsMatch(number))
                throw Refusals.Invalid(
                    $"Param {path}['{name}'] must be a phone number with a plus and its country code."
                );
    }

    [GeneratedRegex(@"^\+[1-9]\d{1,14}$", RegexOptions.None, 1000)]
    private static partial Regex International();
}
