using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Health;

/// <summary>Derives <c>health_status</c> of each entity. The overall status is that of the worst entity.</summary>
internal static class HealthRules
{
    public static JsonObject Of(World world, Waba waba, PhoneNumber? phone = null, Template? template = null)
    {
        var entities = new List<JsonObject>();
        if (template is not null)
            entities.Add(OfTemplate(template));
        if (phone is not null)
            entities.Add(OfPhone(phone));
        entities.Add(OfWaba(waba));
        entities.Add(OfBusiness(world.Get<Business>(waba.OwnerBusinessId)));
        entities.AddRange(
            waba.Subscriptions.Select(s => world.Find<App>(s.AppId))
                .OfType<App>()
                .Select(app => Entity("APP", app.Id, "AVAILABLE"))
        );
        return new JsonObject { ["can_send_message"] = Worst(entities), ["entities"] = new JsonArray([.. entities]) };
    }

    private static JsonObject OfPhone(PhoneNumber phone) =>
        phone.SendBlock is { } code
            ? Blocked(
                "PHONE_NUMBER",
                phone.Id,
                code,
                "The phone number is restricted from sending.",
                "Resolve the restriction in WhatsApp Manager."
            )
        : !phone.Registered
            ? Blocked(
                "PHONE_NUMBER",
                phone.Id,
                141000,
                "The phone number is not registered.",
                "Register the number before sending."
            )
        : Entity("PHONE_NUMBER", phone.Id, "AVAILABLE");

    private static JsonObject OfTemplate(Template template) =>
        template.Status == "APPROVED"
            ? Entity("MESSAGE_TEMPLATE", template.Id, "AVAILABLE")
            : Blocked(
                "MESSAGE_TEMPLATE",
                template.Id,
                141002,
                "The template is not approved.",
                "Wait for the review or edit the template."
            );

    private static JsonObject OfWaba(Waba waba) =>
        waba.ReviewStatus == "REJECTED"
            ? Blocked("WABA", waba.Id, 141010, "The account was rejected in review.", "Appeal in WhatsApp Manager.")
        : waba.ReviewStatus == "PENDING" ? Limited("WABA", waba.Id, "The account is still in review.")
        : Entity("WABA", waba.Id, "AVAILABLE");

    private static JsonObject OfBusiness(Business business) =>
        business.VerificationStatus == "verified"
            ? Entity("BUSINESS", business.Id, "AVAILABLE")
            : Limited(
                "BUSINESS",
                business.Id,
                "The business is not verified, so its messaging limit is 250 customers in 24 hours."
            );

    private static JsonObject Entity(string type, string id, string can) =>
        new()
        {
            ["entity_type"] = type,
            ["id"] = id,
            ["can_send_message"] = can,
        };

    private static JsonObject Limited(string type, string id, string why)
    {
        var entity = Entity(type, id, "LIMITED");
        entity["additional_info"] = new JsonArray(why);
        return entity;
    }

    private static JsonObject Blocked(string type, string id, int code, string why, string remedy)
    {
        var entity = Entity(type, id, "BLOCKED");
        entity["errors"] = new JsonArray(
            new JsonObject
            {
                ["error_code"] = code,
                ["error_description"] = why,
                ["possible_solution"] = remedy,
            }
        );
        return entity;
    }

    private static string Worst(List<JsonObject> entities)
    {
        var all = entities.ConvertAll(e => (string)e["can_send_message"]!);
        return all.Contains("BLOCKED") ? "BLOCKED"
            : all.Contains("LIMITED") ? "LIMITED"
            : "AVAILABLE";
    }
}
