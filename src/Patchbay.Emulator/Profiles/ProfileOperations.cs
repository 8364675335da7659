using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Profiles;

/// <summary>Business profiles, by phone number or by their own id.</summary>
internal static class ProfileOperations
{
    private static readonly string[] Verticals =
    [
        "OTHER",
        "AUTO",
        "BEAUTY",
        "APPAREL",
        "EDU",
        "ENTERTAIN",
        "EVENT_PLAN",
        "FINANCE",
        "GROCERY",
        "GOVT",
        "HOTEL",
        "HEALTH",
        "NONPROFIT",
        "PROF_SERVICES",
        "RETAIL",
        "TRAVEL",
        "RESTAURANT",
        "ALCOHOL",
        "ONLINE_GAMBLING",
        "PHYSICAL_GAMBLING",
        "OTC_DRUGS",
    ];

    private static readonly Param[] Params =
    [
        P.Product,
        P.Text("about", 139),
        P.Text("address", 256),
        P.Text("description", 512),
        P.Text("email", 128),
        P.Text("profile_picture_handle"),
        P.List("websites", P.Text("", 256), 2),
        P.OneOf("vertical", Verticals),
        P.Text("account_name", 75),
    ];

    public static readonly NodeType<BusinessProfile> Type = new("WhatsAppBusinessProfile")
    {
        { "account_name", Show.Always, p => p.AccountName },
        { "messaging_product", Show.Always, _ => "whatsapp" },
        { "about", Show.Always, p => p.About },
        { "address", Show.Always, p => p.Address },
        { "description", Show.Always, p => p.Description },
        { "email", Show.Always, p => p.Email },
        {
            "profile_picture_url",
            Show.Always,
            p => p.PictureHandle is null ? null : $"https://pps.whatsapp.net/v/{p.Id}"
        },
        { "profile_picture_handle", p => p.PictureHandle },
        { "websites", Show.Always, p => new JsonArray([.. p.Websites.Select(w => (JsonNode)w)]) },
        { "vertical", Show.Always, p => p.Vertical },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<BusinessProfile>("getWhatsAppBusinessProfileDetails"),
        Operation.Of<PhoneNumber>(
            "getWhatsAppBusinessProfile",
            "GET",
            "whatsapp_business_profile",
            (phone, call) => Read(Of(call.World, phone), call),
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>(
            "updateWhatsAppBusinessProfileInformation",
            "POST",
            "whatsapp_business_profile",
            (phone, call) => Update(Of(call.World, phone), call),
            Params
        ),
        Operation.Of<BusinessProfile>("updateWhatsAppBusinessProfile", "POST", "", Update, Params),
    ];

    public static BusinessProfile Of(World world, PhoneNumber phone) =>
        world.All<BusinessProfile>().FirstOrDefault(p => p.PhoneId == phone.Id)
        ?? world.Add(
            new BusinessProfile
            {
                Id = world.Ids.Number(),
                PhoneId = phone.Id,
                Waba = phone.Waba,
                AccountName = phone.VerifiedName,
            }
        );

    /// <summary>Without fields Meta returns only the product.</summary>
    private static Answer Read(BusinessProfile profile, Call call)
    {
        var read = call.Read(profile, call.Fields ?? new FieldSet([new FieldSet.Field("messaging_product", null)]));
        read["messaging_product"] = "whatsapp";
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray(read) });
    }

    private static Answer Update(BusinessProfile profile, Call call)
    {
        var input = call.Input;
        Check(input, call.World);
        profile.About = input.Text("about") ?? profile.About;
        profile.Address = input.Text("address") ?? profile.Address;
        profile.Description = input.Text("description") ?? profile.Description;
        profile.Email = input.Text("email") ?? profile.Email;
        profile.PictureHandle = input.Text("profile_picture_handle") ?? profile.PictureHandle;
        profile.Vertical = input.Text("vertical") ?? profile.Vertical;
        profile.AccountName = input.Text("account_name") ?? profile.AccountName;
        if (input.Has("websites"))
            profile.Websites = [.. input.Texts("websites")];
        call.World.Save(profile);
        return Answer.Success();
    }

    private static void Check(Input input, World world)
    {
        if (input.Text("about") is { Length: 0 })
            throw Refusals.Invalid("Param about must be 1 to 139 characters long.");
        if (input.Text("email") is { Length: > 0 } email && !email.Contains('@', StringComparison.Ordinal))
            throw Refusals.Invalid("Param email must be a valid email address.");
        foreach (var site in input.Texts("websites"))
            if (!Uri.TryCreate(site, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw Refusals.Invalid("Param websites must be addresses that start with http:// or https://.");
        if (input.Text("profile_picture_handle") is { } handle && !UploadRules.IsHandle(world, handle))
            throw Refusals.Invalid("Param profile_picture_handle must be the handle of a finished upload.");
    }
}
