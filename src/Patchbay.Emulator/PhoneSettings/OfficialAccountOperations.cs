using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>Applying for the official badge.</summary>
internal static class OfficialAccountOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "getOfficialBusinessAccountStatus",
            "GET",
            "official_business_account",
            Read,
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>(
            "GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost",
            "POST",
            "official_business_account",
            Apply,
            P.OneOf("action", "SUBMIT_APPLICATION", "WITHDRAW_APPLICATION", "RESUBMIT_APPLICATION").Must(),
            P.Object(
                "application_data",
                P.Text("business_name", 255),
                P.Text("business_description", 1000),
                P.Text("website_url", 2048),
                P.Text("contact_email", 255)
            )
        ),
    ];

    private static Answer Read(PhoneNumber phone, Call call)
    {
        if (PhoneConfiguration.Of(call.World, phone).OfficialStatus is not { } status)
            throw Refusals.Invalid("This number has no application for an official business account.");
        return Answer.Ok(Write(phone, status));
    }

    private static Answer Apply(PhoneNumber phone, Call call)
    {
        var settings = PhoneConfiguration.Of(call.World, phone);
        var action = call.Input.Required("action");
        settings.OfficialStatus = (action, settings.OfficialStatus) switch
        {
            ("SUBMIT_APPLICATION", null or "CANCELLED" or "EXPIRED") => "PENDING",
            ("RESUBMIT_APPLICATION", "REJECTED" or "CANCELLED" or "EXPIRED") => "PENDING",
            ("WITHDRAW_APPLICATION", "PENDING" or "UNDER_REVIEW") => "CANCELLED",
            _ => throw Refusals.Invalid(
                $"The action {action} is not possible while the application is {settings.OfficialStatus ?? "not made"}."
            ),
        };
        call.World.Save(settings);
        return Answer.Ok(
            new JsonObject
            {
                ["success"] = true,
                ["message"] = Message(settings.OfficialStatus),
                ["updated_status"] = Write(phone, settings.OfficialStatus),
                ["tracking_id"] = call.World.Ids.Number(),
            }
        );
    }

    /// <summary>Meta decides on the badge, and subscribed apps get a webhook.</summary>
    public static void Decide(World world, PhoneNumber phone, bool approves)
    {
        var settings = PhoneConfiguration.Of(world, phone);
        if (settings.OfficialStatus is not ("PENDING" or "UNDER_REVIEW"))
            throw Refusals.Invalid("This number has no application that waits for a decision.");
        settings.OfficialStatus = approves ? "APPROVED" : "REJECTED";
        world.Save(settings);
        phone.IsOfficial = approves;
        world.Save(phone);
        Outbox.Emit(
            world,
            world.Get<Waba>(phone.Waba),
            "account_alerts",
            new JsonObject
            {
                ["entity_type"] = "PHONE_NUMBER",
                ["entity_id"] = phone.Id,
                ["alert_info"] = new JsonObject
                {
                    ["alert_severity"] = "INFORMATIONAL",
                    ["alert_status"] = "NONE",
                    ["alert_type"] = approves ? "OBA_APPROVED" : "OBA_REJECTED",
                    ["alert_description"] = Message(settings.OfficialStatus),
                },
            }
        );
    }

    private static JsonObject Write(PhoneNumber phone, string status) =>
        new()
        {
            ["id"] = phone.Id,
            ["oba_status"] = status,
            ["status_message"] = Message(status),
        };

    private static string Message(string status) =>
        status switch
        {
            "PENDING" => "The application is waiting for review.",
            "CANCELLED" => "The application was withdrawn.",
            _ => $"The application is {status.ToLowerInvariant()}.",
        };
}
