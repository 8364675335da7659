using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>Reviews a new display name. After the approval the number has to be registered again.</summary>
internal static class NameReview
{
    public static void Request(World world, PhoneNumber phone, string name)
    {
        phone.RequestedName = name;
        phone.DueAt = world.Clock.Milliseconds + (long)world.Options.TemplateReview.TotalMilliseconds;
    }

    public static void Finish(World world, PhoneNumber phone)
    {
        if (phone.RequestedName is not { } name)
            return;
        phone.VerifiedName = name;
        phone.RequestedName = null;
        world.Save(phone);
        Outbox.Emit(
            world,
            world.Get<Waba>(phone.Waba),
            "phone_number_name_update",
            new JsonObject
            {
                ["display_phone_number"] = phone.Digits,
                ["decision"] = "APPROVED",
                ["requested_verified_name"] = name,
                ["rejection_reason"] = null,
            }
        );
    }
}
