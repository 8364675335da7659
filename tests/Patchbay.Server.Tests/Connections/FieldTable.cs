using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Tests.Connections;

/// <summary>
/// The documented members of an answer, one per line: the name, then the type in the document's words. A member with
/// "?" may be absent.
/// </summary>
internal static partial class FieldTable
{
    public const string Connection = """
        id string
        object "provider_connection"
        provider "meta" | "iniciador" | "abacate_pay"
        channel "whatsapp" | "instagram" | "payments" | "agentic_payments"
        status "pending" | "connected" | "suspended" | "disconnected"
        display_name string
        environment "sandbox" | "production"
        waba_id string | null
        phone_number_id string | null
        ig_business_account_id string | null
        page_id string | null
        provider_account_id string | null
        payment_receiver object | null
        payment_capabilities object | null
        agentic_capabilities object | null
        default_participant_id string | null
        agent_id string | null
        agentic_api_base_url string | null
        webhook_secret_configured boolean
        credential_last_four? string | null
        token_source "manual" | "embedded_signup" | null
        token_expires_at instant | null
        token_refreshed_at instant | null
        token_rotated_at instant | null
        created_at instant
        updated_at instant
        disconnected_at instant | null
        """;

    public const string List = """
        object "list"
        data object[]
        has_more boolean
        next_cursor string | null
        """;

    public const string Status = """
        object "provider_connection_status"
        environment "sandbox" | "production"
        channels object
        """;

    public const string Onboarding = """
        object "meta_onboarding_config"
        mode "embedded_signup"
        app_id text
        config_id text
        graph_api_version text
        sdk_url string
        allowed_message_origins string[]
        message_type "WA_EMBEDDED_SIGNUP"
        login_options object
        completion_endpoint "/v1/provider-connections/meta/oauth"
        manual_credentials_endpoint "/v1/provider-connections/meta"
        """;

    /// <summary>Checks names in their order, types, enums, nullability and the form of instants.</summary>
    public static void ShouldFollow(this JsonElement answer, string table)
    {
        var lines = table
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToList();
        var documented = lines.ConvertAll(line => line[0].TrimEnd('?'));
        answer
            .EnumerateObject()
            .Select(member => member.Name)
            .Where(documented.Contains)
            .ShouldBe(documented.Where(name => answer.TryGetProperty(name, out _)));
        foreach (var line in lines)
        {
            var name = line[0].TrimEnd('?');
            if (!answer.TryGetProperty(name, out var value))
                line[0].ShouldEndWith("?", customMessage: $"'{name}' is missing in {answer}");
            else
                line[1]
                    .Split('|', StringSplitOptions.TrimEntries)
                    .ShouldContain(type => Is(value, type), $"'{name}' is {value.GetRawText()}, not {line[1]}");
        }
    }

    private static bool Is(JsonElement value, string type) =>
        type switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "string" => value.ValueKind == JsonValueKind.String,
            "text" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "object[]" => value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object),
            "string[]" => value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
            "instant" => value.ValueKind == JsonValueKind.String && Instant().IsMatch(value.GetString()!),
            _ => value.ValueKind == JsonValueKind.String && value.GetString() == type.Trim('"'),
        };

    // The pattern is copied from the document.
    [GeneratedRegex(
        @"^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29"
            + @"|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
            + @"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))"
            + @"T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Instant();
}
