using System.Globalization;
using Patchbay.Graph.PhoneNumbers;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The fields that we request from Meta.</summary>
internal static class MetaFields
{
    public const string Waba = "id,name,currency,timezone_id,owner_business_info,marketing_messages_onboarding_status",
        Phone =
            "id,display_phone_number,verified_name,status,name_status,quality_rating,messaging_limit_tier,throughput,"
            + "platform_type,is_on_biz_app,is_pin_enabled,last_onboarded_time,code_verification_status",
        PhoneHealth = Phone + ",health_status,webhook_configuration";
}

/// <summary>Turns Meta's answer about a number into our members.</summary>
internal static class LivePhones
{
    public static LivePhone From(PhoneNumber number) =>
        new(
            number.Status?.Value,
            number.NameStatus?.Value,
            number.QualityRating?.Value,
            number.WhatsappBusinessManagerMessagingLimit?.Value ?? number.MessagingLimitTier?.Value,
            number.Throughput?.Level?.Value,
            number.VerifiedName,
            number.Status?.Value == "CONNECTED"
        );

    /// <summary>Returns when Meta last onboarded the number. Meta writes the zone offset without a colon.</summary>
    public static DateTimeOffset? OnboardedAt(PhoneNumber number) =>
        DateTimeOffset.TryParseExact(
            number.LastOnboardedTime,
            "yyyy-MM-dd'T'HH:mm:sszzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    /// <summary>Returns a number in E.164. Meta writes numbers with spaces, hyphens and brackets.</summary>
    public static string E164(string? display) => "+" + string.Concat((display ?? "").Where(char.IsAsciiDigit));
}
