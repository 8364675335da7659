using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Health;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Phones;

namespace Patchbay.Emulator.Accounts;

/// <summary>Reads and changes WhatsApp Business Accounts, and lists those of a business.</summary>
internal static class WabaOperations
{
    public static readonly NodeType<Waba> Type = new("WhatsAppBusinessAccount")
    {
        { "name", Show.Always, a => a.Name },
        { "timezone_id", Show.Always, a => a.TimezoneId },
        { "message_template_namespace", Show.Always, a => a.TemplateNamespace },
        { "currency", Show.Always, a => a.Currency },
        { "country", a => a.Country },
        { "account_review_status", a => a.ReviewStatus },
        { "business_verification_status", (a, w) => w.Get<Business>(a.OwnerBusinessId).VerificationStatus },
        { "ownership_type", a => a.OnBehalfOfBusinessId is null ? "SELF_OWNED" : "CLIENT_OWNED" },
        { "owner_business_info", (a, w) => Info(w.Find<Business>(a.OwnerBusinessId)) },
        { "owner_business", (a, w) => Info(w.Find<Business>(a.OwnerBusinessId)) },
        { "on_behalf_of_business_info", (a, w) => Info(w.Find<Business>(a.OnBehalfOfBusinessId)) },
        { "purchase_order_number", a => a.PurchaseOrderNumber },
        { "primary_funding_id", a => a.PrimaryFundingId },
        { "primary_business_location", a => a.Country },
        { "is_enabled_for_insights", a => a.IsEnabledForInsights },
        { "is_shared_with_partners", a => a.SharedWith.Count > 0 },
        { "status", _ => "ACTIVE" },
        { "creation_time", a => a.CreatedAt / 1000 },
        { "health_status", (a, w) => HealthRules.Of(w, a) },
        { "marketing_messages_lite_api_status", _ => "ELIGIBLE" },
        {
            "marketing_messages_onboarding_status",
            (a, w) => w.Get<Business>(a.OwnerBusinessId).MarketingRequestId is null ? "ELIGIBLE" : "ONBOARDED"
        },
        { "disable_marketing_messages_on_cloud_api", _ => false },
        { "template_auto_archival_enabled", _ => true },
        { "whatsapp_business_manager_messaging_limit", (a, w) => w.Get<Business>(a.OwnerBusinessId).MessagingLimit },
        {
            "phone_numbers",
            (a, w) =>
                new JsonObject
                {
                    ["data"] = new JsonArray([
                        .. PhoneRules.Of(w, a).Select(p => PhoneOperations.Type.Read(p, null, w)),
                    ]),
                }
        },
        { "subscribed_apps", (a, w) => SubscribedAppsOperations.Write(a, w) },
    };

    private static readonly Param[] ListParams =
    [
        .. Paging.Params,
        P.Any("filtering"),
        P.Text("sort"),
        P.Text("find"),
        P.Any("business_type"),
        P.Whole("first", 1, 100),
        P.Whole("last", 1, 100),
    ];

    public static readonly Operation[] Table =
    [
        Operation.Read<Waba>("getWhatsAppBusinessAccountDetails"),
        Operation.Of<Business>(
            "getOwnedWhatsAppBusinessAccounts",
            "GET",
            "owned_whatsapp_business_accounts",
            (b, call) => List(call, call.World.All<Waba>().Where(a => a.OwnerBusinessId == b.Id)),
            ListParams
        ),
        Operation.Of<Business>(
            "getClientWhatsAppBusinessAccounts",
            "GET",
            "client_whatsapp_business_accounts",
            (b, call) => List(call, call.World.All<Waba>().Where(a => a.SharedWith.Contains(b.Id))),
            ListParams
        ),
        Operation.Of<Waba>(
            "getWhatsAppBusinessAccountPhoneNumbers",
            "GET",
            "phone_numbers",
            ListPhones,
            [.. Paging.Params, P.Any("filtering"), P.Text("sort")]
        ),
        Operation.Of<Waba>(
            "updateWhatsAppBusinessAccount",
            "POST",
            "",
            Update,
            P.Text("name", 255),
            P.Whole("timezone_id", 0, 480),
            P.Text("purchase_order_number", 100),
            P.Flag("is_enabled_for_insights")
        ),
    ];

    private static JsonObject? Info(Business? business) =>
        business is null ? null : new JsonObject { ["id"] = business.Id, ["name"] = business.Name };

    private static Answer List(Call call, IEnumerable<Waba> accounts)
    {
        var token = call.Caller;
        var reachable = accounts
            .Where(a => AccessRules.ReachesWaba(call.World, token, Scopes.Management, a.Id))
            .OrderByDescending(a => a.CreatedAt);
        return Answer.Page(Filtering.Apply(call, reachable, a => a.CreatedAt), call);
    }

    private static Answer ListPhones(Waba waba, Call call) =>
        Answer.Page(
            Filtering.Apply(call, PhoneRules.Of(call.World, waba), p => p.LastOnboardedAt ?? p.CreatedAt),
            call
        );

    private static Answer Update(Waba waba, Call call)
    {
        if (call.Input.Text("name") is { } name)
            waba.Name = name;
        if (call.Input.Text("timezone_id") is { } timezone)
            waba.TimezoneId = timezone;
        if (call.Input.Text("purchase_order_number") is { } order)
            waba.PurchaseOrderNumber = order;
        if (call.Input.Flag("is_enabled_for_insights") is { } insights)
            waba.IsEnabledForInsights = insights;
        call.World.Save(waba);
        Activities.ActivityOperations.Record(call, waba.Id, "ACCOUNT_UPDATED", string.Join(", ", call.Input.Names));
        return Answer.Success();
    }
}
