using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Calls;

/// <summary>The request to call a customer, and the customer's answer.</summary>
internal static class PermissionRules
{
    private const int RequestsAWeek = 2;
    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;
    private static readonly long Week = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public static void Ask(World world, PhoneNumber phone, string customer)
    {
        var now = world.Clock.Milliseconds;
        var permission =
            CallOperations.PermissionOf(world, phone.Id, customer)
            ?? world.Add(
                new CallPermission
                {
                    Id = CallPermission.IdOf(phone.Id, customer),
                    PhoneId = phone.Id,
                    Customer = customer,
                    State = "pending",
                }
            );
        permission.Requests.RemoveAll(at => at <= now - Week);
        if (permission is { State: "granted", ExpiresAt: 0 })
            throw Refusals.Product(138017, "The customer has already granted a permanent permission.");
        if (
            world.Options.EnforceLimits
            && (permission.Requests.Count >= RequestsAWeek || permission.Requests.Exists(at => at > now - Day))
        )
            throw Refusals.Product(138009, "A customer can be asked once in 24 hours and twice in 7 days.");
        permission.Requests.Add(now);
        if (permission.State != "granted")
            permission.State = "pending";
        world.Save(permission);
    }

    /// <summary>Stores the answer and sends it as a message. A temporary permission lasts a week.</summary>
    public static void Reply(World world, PhoneNumber phone, string customer, bool accepts, bool isPermanent)
    {
        var permission =
            CallOperations.PermissionOf(world, phone.Id, customer)
            ?? world.Add(
                new CallPermission
                {
                    Id = CallPermission.IdOf(phone.Id, customer),
                    PhoneId = phone.Id,
                    Customer = customer,
                    State = "pending",
                }
            );
        permission.State = accepts ? "granted" : "denied";
        permission.ExpiresAt = accepts && !isPermanent ? world.Clock.Milliseconds + Week : 0;
        world.Save(permission);
        var reply = new JsonObject
        {
            ["response"] = accepts ? "accept" : "reject",
            ["is_permanent"] = isPermanent,
            ["response_source"] = "user_action",
        };
        if (permission.ExpiresAt > 0)
            reply["expiration_timestamp"] = (permission.ExpiresAt / 1000).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            );
        InboundMessages.Receive(
            world,
            new InboundDraft(
                phone.Id,
                customer,
                null,
                "interactive",
                new JsonObject { ["type"] = "call_permission_reply", ["call_permission_reply"] = reply }
            )
        );
    }
}
