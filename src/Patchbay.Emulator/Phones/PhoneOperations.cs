using System.Text.Json.Nodes;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Health;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Usernames;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Phones;

/// <summary>Reads and adds phone numbers, and sets the callback address of a number.</summary>
internal static class PhoneOperations
{
    public static readonly NodeType<PhoneNumber> Type = new("WhatsAppBusinessPhoneNumber")
    {
        { "verified_name", Show.Always, p => p.VerifiedName },
        { "code_verification_status", Show.Always, p => p.CodeVerified ? "VERIFIED" : "UNVERIFIED" },
        { "display_phone_number", Show.Always, p => PhoneFormat.Display(p.Digits) },
        { "quality_rating", Show.Always, p => p.QualityRating },
        { "platform_type", Show.Always, p => p.Registered ? "CLOUD_API" : "NOT_APPLICABLE" },
        {
            "throughput",
            Show.Always,
            p => new JsonObject { ["level"] = p.Registered ? p.ThroughputLevel : "NOT_APPLICABLE" }
        },
        { "last_onboarded_time", Show.Always, p => p.LastOnboardedAt is { } at ? GraphTime.Iso(at) : null },
        { "webhook_configuration", Show.Always, (p, w) => WebhookConfiguration(p, w) },
        { "status", p => PhoneRules.Status(p) },
        { "name_status", p => p.NameStatus },
        { "new_name_status", p => p.RequestedName is null ? "NONE" : "PENDING_REVIEW" },
        { "is_on_biz_app", p => p.IsOnBusinessApp },
        { "is_official_business_account", p => p.IsOfficial },
        { "is_pin_enabled", p => p.Pin is not null },
        { "is_preverified_number", _ => false },
        { "account_mode", p => p.IsSandbox ? "SANDBOX" : "LIVE" },
        { "host_platform", p => p.Registered ? "CLOUD_API" : "NOT_APPLICABLE" },
        { "country_code", p => PhoneFormat.Country(p.Digits) },
        { "country_dial_code", p => PhoneFormat.DialCode(p.Digits) },
        { "certificate", p => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("certificate of " + p.Id)) },
        { "messaging_limit_tier", (p, w) => Limit(p, w) },
        { "whatsapp_business_manager_messaging_limit", (p, w) => Limit(p, w) },
        {
            "quality_score",
            p => new JsonObject { ["score"] = p.QualityRating }
        },
        { "search_visibility", p => p.SearchVisibility },
        { "unified_cert_status", p => p.NameStatus == "APPROVED" ? "APPROVED" : "NAME_PENDING_REVIEW" },
        { "username", p => p.Username },
        { "health_status", (p, w) => HealthRules.Of(w, w.Get<Waba>(p.Waba), p) },
    };

    public static readonly Operation[] Table =
    [
        Operation.Read<PhoneNumber>("getPhoneNumberById"),
        Operation.Of<PhoneNumber>(
            "updatePhoneNumberStatus",
            "POST",
            "",
            Update,
            P.Object("webhook_configuration", P.Text("override_callback_uri"), P.Text("verify_token")),
            P.Text("pin"),
            P.Text("messaging_product"),
            P.Text("username", 35),
            P.OneOf("search_visibility", "VISIBLE", "HIDDEN"),
            P.Text("new_display_name", 75),
            P.OneOf(
                "connection_status",
                "CONNECTED",
                "DISCONNECTED",
                "PENDING",
                "FLAGGED",
                "RESTRICTED",
                "RATE_LIMITED",
                "MESSAGING_LIMIT_TIER_0",
                "MESSAGING_LIMIT_TIER_1",
                "MESSAGING_LIMIT_TIER_2",
                "MESSAGING_LIMIT_TIER_3",
                "MESSAGING_LIMIT_TIER_4"
            ),
            P.Text("webhook_url", 2048),
            P.Object(
                "whatsapp_business_api_data",
                P.Text("pin"),
                P.Flag("show_security_notifications"),
                P.Flag("notify_user_change_number")
            )
        ) with
        {
            Prepare = CheckOverrideAsync,
        },
    ];

    private static JsonNode Limit(PhoneNumber phone, World world) =>
        world.Get<Business>(world.Find<Waba>(phone.Waba)!.OwnerBusinessId).MessagingLimit;

    private static JsonObject? WebhookConfiguration(PhoneNumber phone, World world)
    {
        var subscription = world.Get<Waba>(phone.Waba).Subscriptions.FirstOrDefault();
        var configuration = new JsonObject();
        if (phone.OverrideUri is not null)
            configuration["phone_number"] = phone.OverrideUri;
        if (subscription?.OverrideUri is { } account)
            configuration["whatsapp_business_account"] = account;
        if (
            subscription is not null
            && world.Find<App>(subscription.AppId) is { } app
            && Outbox.Subscribed(app, WebhookFields.Whatsapp, "messages")?.CallbackUrl is { Length: > 0 } url
        )
            configuration["application"] = url;
        return configuration.Count == 0 ? null : configuration;
    }

    private static async Task CheckOverrideAsync(Call call, CancellationToken cancel)
    {
        if (
            call.Input.Element("webhook_configuration") is not { } configuration
            || configuration.TextOf("override_callback_uri") is not { Length: > 0 } url
        )
            return;
        CallbackRules.CheckUrl(url, "webhook_configuration['override_callback_uri']");
        var token = configuration.TextOf("verify_token") is { Length: > 0 } given
            ? given
            : throw Refusals.Missing("webhook_configuration['verify_token']");
        var phone = (PhoneNumber)call.Node!;
        if (!call.World.Read(() => call.World.Get<Waba>(phone.Waba).Subscriptions.Exists(s => s.AppId == call.App.Id)))
            throw Refusals.Invalid(
                "Before overriding the callback, subscribe the app to the WhatsApp Business Account."
            );
        await Callbacks.VerifyAsync(call.World, url, token, cancel);
    }

    private static Answer Update(PhoneNumber phone, Call call)
    {
        var input = call.Input;
        if (!input.Names.Any(n => n != "messaging_product"))
            throw Refusals.Missing("webhook_configuration");
        var newPin = input.Text("pin") ?? input.Element("whatsapp_business_api_data")?.TextOf("pin");
        CheckUpdate(phone, call, newPin);
        if (input.Element("webhook_configuration") is { } configuration)
            Redirect(phone, configuration);
        if (newPin is not null)
            SetPin(call.World, phone, newPin);
        if (input.Text("username") is { } username)
            UsernameRules.Set(call.World, phone, username);
        if (input.Text("new_display_name") is { } name)
            NameReview.Request(call.World, phone, name);
        if (input.Text("search_visibility") is { } visibility)
            phone.SearchVisibility = visibility;
        call.World.Save(phone);
        return Answer.Success();
    }

    private static void CheckUpdate(PhoneNumber phone, Call call, string? newPin)
    {
        if (newPin is not null && (newPin.Length != 6 || !newPin.All(char.IsAsciiDigit)))
            throw Refusals.Invalid("Param pin must be a six-digit code.");
        if (call.Input.Text("new_display_name") is { Length: < 2 })
            throw Refusals.Invalid("Param new_display_name must be 2 to 75 characters long.");
        if (call.Input.Text("username") is { } username)
            UsernameRules.Check(call.World, phone, username);
    }

    private static void SetPin(World world, PhoneNumber phone, string pin)
    {
        phone.Pin = pin;
        Outbox.Emit(
            world,
            world.Get<Waba>(phone.Waba),
            "security",
            new JsonObject { ["display_phone_number"] = phone.Digits, ["event"] = "PIN_CHANGED" }
        );
    }

    private static void Redirect(PhoneNumber phone, System.Text.Json.JsonElement configuration)
    {
        var url = configuration.TextOf("override_callback_uri");
        phone.OverrideUri = string.IsNullOrEmpty(url) ? null : url;
        phone.OverrideVerifyToken = phone.OverrideUri is null ? null : configuration.TextOf("verify_token");
    }
}
