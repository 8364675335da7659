using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Web;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Changes a number and its business as Meta would: quality, limits, verification, disconnection.</summary>
internal static class NumberControl
{
    /// <summary>
    /// Changes quality, throughput, name, block and disconnection of a number, and verification and limit of its
    /// business.
    /// </summary>
    public static JsonNode Number(ControlCall call)
    {
        var world = call.World;
        var phone = FindPhone(call);
        var waba = world.Get<Waba>(phone.Waba);
        SetQuality(phone, call.Body);
        SetLimits(world, phone, waba, call.Body);
        SetBusiness(world, waba, call.Body);
        if (call.Body.FlagOf("official") is { } approves)
            PhoneSettings.OfficialAccountOperations.Decide(world, phone, approves);
        if (call.Body.FlagOf("offboard") is { } leaves)
            Offboard(world, phone, waba, leaves);
        if (call.Body.FlagOf("disconnect") == true)
            Disconnect(world, phone, waba);
        world.Save(phone);
        if (call.Body.FlagOf("delete") == true)
            Delete(world, phone);
        return JsonHttp.Done();
    }

    private static void SetBusiness(World world, Waba waba, JsonElement body)
    {
        if (body.TextOf("verification_status") is { } status)
            SetVerification(world, waba, status);
        if (body.TextOf("parent_portfolio") is { } parent)
            SetParent(world, waba, parent);
    }

    private static PhoneNumber FindPhone(ControlCall call) =>
        call.World.Find<PhoneNumber>(call.Body.Need("phone_number_id"))
        ?? throw Refusals.Invalid("Param phone_number_id must be a phone number.");

    private static void SetQuality(PhoneNumber phone, JsonElement body)
    {
        if (body.TextOf("quality_rating")?.ToUpperInvariant() is not { } quality)
            return;
        phone.QualityRating = quality is "GREEN" or "YELLOW" or "RED" or "NA"
            ? quality
            : throw Refusals.Invalid("Param quality_rating must be one of {GREEN, YELLOW, RED, NA}.");
    }

    private static void SetLimits(World world, PhoneNumber phone, Waba waba, JsonElement body)
    {
        if (body.Member("send_block") is not null)
            phone.SendBlock = (int?)body.WholeOf("send_block") is { } code and not 0 ? code : null;
        if (body.TextOf("throughput") == "HIGH")
            UpgradeThroughput(world, phone, waba);
        if (body.TextOf("messaging_limit") is { } limit)
            SetLimit(world, waba, limit);
    }

    /// <summary>Deletes a number, which only WhatsApp Manager can do.</summary>
    private static void Delete(World world, PhoneNumber phone)
    {
        world.Remove(phone);
        if (world.Find<DeletedNumber>(DeletedNumber.IdOf(phone.Digits)) is { } before)
            world.Remove(before);
        world.Add(new DeletedNumber { Id = DeletedNumber.IdOf(phone.Digits) });
        Activities.ActivityOperations.Record(
            world,
            phone.Waba,
            "PHONE_NUMBER_REMOVED",
            PhoneFormat.Display(phone.Digits)
        );
    }

    private static void UpgradeThroughput(World world, PhoneNumber phone, Waba waba)
    {
        phone.ThroughputLevel = "HIGH";
        Outbox.Emit(
            world,
            waba,
            "phone_number_quality_update",
            new JsonObject
            {
                ["display_phone_number"] = phone.Digits,
                ["event"] = "THROUGHPUT_UPGRADE",
                ["max_daily_conversations_per_business"] = "TIER_UNLIMITED",
            }
        );
    }

    private static void SetLimit(World world, Waba waba, string limit)
    {
        if (limit is not ("TIER_250" or "TIER_2K" or "TIER_10K" or "TIER_100K" or "TIER_UNLIMITED"))
            throw Refusals.Invalid(
                "Param messaging_limit must be one of {TIER_250, TIER_2K, TIER_10K, TIER_100K, TIER_UNLIMITED}."
            );
        var business = world.Get<Business>(waba.OwnerBusinessId);
        business.MessagingLimit = limit;
        world.Save(business);
        Outbox.Emit(
            world,
            waba,
            "business_capability_update",
            new JsonObject
            {
                ["max_daily_conversations_per_business"] = limit,
                ["max_phone_numbers_per_business"] = limit == "TIER_250" ? 2 : 20,
            }
        );
    }

    private static void SetVerification(World world, Waba waba, string status)
    {
        var business = world.Get<Business>(waba.OwnerBusinessId);
        business.VerificationStatus = status;
        world.Save(business);
    }

    /// <summary>
    /// Puts the portfolio under a parent. Its customers then have a second id that all portfolios of the parent share.
    /// </summary>
    private static void SetParent(World world, Waba waba, string parent)
    {
        var business = world.Get<Business>(waba.OwnerBusinessId);
        business.ParentPortfolio = parent.Length == 0 ? null : parent;
        world.Save(business);
    }

    /// <summary>
    /// The business app leaves the platform, as after a change of the device, or comes back. Meta names no number.
    /// </summary>
    private static void Offboard(World world, PhoneNumber phone, Waba waba, bool leaves)
    {
        if (!phone.IsOnBusinessApp)
            throw Refusals.Invalid("Param offboard is only for a number of the WhatsApp Business app.");
        if (phone.IsOffboarded == leaves)
            return;
        phone.IsOffboarded = leaves;
        phone.Registered = !leaves;
        var value = new JsonObject { ["event"] = leaves ? "ACCOUNT_OFFBOARDED" : "ACCOUNT_RECONNECTED" };
        Outbox.Emit(world, waba, "account_update", value);
    }

    /// <summary>Ends the partner's access to the number, as the customer can.</summary>
    private static void Disconnect(World world, PhoneNumber phone, Waba waba)
    {
        foreach (var subscription in waba.Subscriptions.ToList())
        {
            if (world.Find<App>(subscription.AppId) is not { } app)
                continue;
            Outbox.EmitToPartner(world, app, "account_update", PartnerRemoved(phone, waba));
            waba.SharedWith.Remove(app.BusinessId);
        }
        waba.Subscriptions.Clear();
        world.Save(waba);
        foreach (var token in world.All<Token>().Where(t => t.Targets.Values.Any(targets => targets.Contains(waba.Id))))
        {
            token.RevokedAs = 458;
            world.Save(token);
        }
        phone.Registered = false;
        phone.IsOnBusinessApp = false;
    }

    private static JsonObject PartnerRemoved(PhoneNumber phone, Waba waba)
    {
        var value = new JsonObject
        {
            ["event"] = "PARTNER_REMOVED",
            ["waba_info"] = new JsonObject { ["waba_id"] = waba.Id, ["owner_business_id"] = waba.OwnerBusinessId },
        };
        if (!phone.IsOnBusinessApp)
            return value;
        value["phone_number"] = phone.Digits;
        value["disconnection_info"] = new JsonObject { ["reason"] = "ACCOUNT_DISCONNECTED", ["initiated_by"] = "USER" };
        return value;
    }
}
