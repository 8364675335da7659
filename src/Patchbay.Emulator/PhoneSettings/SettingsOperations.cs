using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>Calling, payload encryption, storage and identity checks of a number.</summary>
internal static class SettingsOperations
{
    private static Param Status(string name = "status") => P.OneOfAnyCase(name, "enabled", "disabled");

    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "getPhoneNumberSettings",
            "GET",
            "settings",
            Read,
            P.Flag("include_sip_credentials"),
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>(
            "updatePhoneNumberSettings",
            "POST",
            "settings",
            Update,
            P.Object(
                "calling",
                Status().Must(),
                P.OneOfAnyCase("call_icon_visibility", "visible", "hidden", "default", "disable_all"),
                Status("callback_permission_status"),
                P.OneOf("srtp_key_exchange_protocol", "DTLS-SRTP", "SDES-SRTP", "DTLS", "SDES"),
                P.OpenObject("call_hours"),
                P.OpenObject("call_icons"),
                P.Object("sip", Status().Must(), P.List("servers", P.OpenObject(""))),
                P.Object("video", Status().Must()),
                P.Object("audio", Status())
            ),
            P.Object("user_identity_change", P.Flag("enabled"), P.Flag("enable_identity_key_check")),
            P.Object("payload_encryption", Status().Must(), P.Text("client_encryption_key", 8192)),
            P.Object(
                "storage_configuration",
                P.Flag("enabled"),
                P.Text("region", 2),
                Status(),
                P.Text("data_localization_region", 2)
            )
        ),
    ];

    private static Answer Read(PhoneNumber phone, Call call)
    {
        var settings = PhoneConfiguration.Of(call.World, phone);
        var storage = new JsonObject
        {
            ["status"] = settings.InCountryStorage ? "in_country_storage_enabled" : "default",
        };
        if (settings.StorageRegion is not null)
            storage["data_localization_region"] = settings.StorageRegion;
        var answer = new JsonObject { ["calling"] = Calling(settings), ["storage_configuration"] = storage };
        var encryption = new JsonObject { ["status"] = settings.PayloadEncryption ? "enabled" : "disabled" };
        if (settings.PayloadKeyFingerprint is not null)
            encryption["client_encryption_key_fingerprint"] = settings.PayloadKeyFingerprint;
        answer["payload_encryption"] = encryption;
        return Answer.Ok(answer);
    }

    private static JsonObject Calling(PhoneConfiguration settings)
    {
        var calling = settings.Calling is { } stored ? JsonNode.Parse(stored)!.AsObject() : [];
        calling["status"] = settings.CallingEnabled ? "enabled" : "disabled";
        calling["call_icon_visibility"] ??= "visible";
        calling["callback_permission_status"] ??= "disabled";
        calling["ip_addresses"] = new JsonObject { ["default"] = new JsonArray("127.0.0.1") };
        return calling;
    }

    private static Answer Update(PhoneNumber phone, Call call)
    {
        var input = call.Input;
        if (!input.Names.Any())
            throw Refusals.Missing("calling");
        if (IsEnabled(input.Element("calling")?.TextOf("status")))
            CheckMayCall(call.World, phone);
        var encryption = ReadEncryption(input);
        var settings = PhoneConfiguration.Of(call.World, phone);
        if (input.Object("calling") is { } calling)
            SetCalling(settings, calling);
        if (input.Element("user_identity_change") is { } identity)
            settings.IdentityChangeChecked =
                (identity.TextOf("enabled") ?? identity.TextOf("enable_identity_key_check")) is "true" or "1";
        if (encryption is { } change)
            (settings.PayloadEncryption, settings.PayloadKeyFingerprint) = change;
        if (input.Element("storage_configuration") is { } storage)
            SetStorage(settings, storage);
        call.World.Save(settings);
        return Answer.Success();
    }

    private static bool IsEnabled(string? status) =>
        string.Equals(status, "enabled", StringComparison.OrdinalIgnoreCase);

    private static void SetCalling(PhoneConfiguration settings, JsonObject calling)
    {
        settings.CallingEnabled = IsEnabled((string?)calling["status"]);
        settings.Calling = calling.ToJsonString();
    }

    /// <summary>
    /// Reads whether payload encryption is on, and the fingerprint of its key; null when the request does not say.
    /// </summary>
    private static (bool IsOn, string? Fingerprint)? ReadEncryption(Input input)
    {
        if (input.Element("payload_encryption") is not { } encryption || encryption.TextOf("status") is not { } status)
            return null;
        if (!IsEnabled(status))
            return (false, null);
        var key = DecodeKey(encryption.TextOf("client_encryption_key"));
        EncryptionOperations.CheckKey(key, "payload_encryption['client_encryption_key']");
        return (true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }

    private static void SetStorage(PhoneConfiguration settings, JsonElement storage)
    {
        settings.InCountryStorage = storage.TextOf("enabled") is "true" or "1" || IsEnabled(storage.TextOf("status"));
        settings.StorageRegion = settings.InCountryStorage
            ? (storage.TextOf("region") ?? storage.TextOf("data_localization_region"))?.ToUpperInvariant()
            : null;
    }

    /// <summary>Calling needs a portfolio that may write to at least 2,000 customers a day.</summary>
    private static void CheckMayCall(World world, PhoneNumber phone)
    {
        if (world.Get<Business>(world.Find<Waba>(phone.Waba)!.OwnerBusinessId).MessagingLimit == "TIER_250")
            throw Refusals.Product(138015, "Calling needs a messaging limit of at least 2,000 customers in 24 hours.");
    }

    /// <summary>The key comes as PEM, or as base64 of PEM.</summary>
    private static string DecodeKey(string? key)
    {
        if (string.IsNullOrEmpty(key))
            throw Refusals.Missing("payload_encryption['client_encryption_key']");
        if (key.StartsWith("-----", StringComparison.Ordinal))
            return key;
        var decoded = new byte[key.Length];
        return Convert.TryFromBase64String(key, decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length)
            : key;
    }
}
