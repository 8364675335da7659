using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>The public key that encrypts requests to the flow endpoint of a number.</summary>
internal static class EncryptionOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "getBusinessEncryptionPublicKey",
            "GET",
            "whatsapp_business_encryption",
            Read,
            P.Text("fields")
        ),
        Operation.Of<PhoneNumber>(
            "setBusinessEncryptionPublicKey",
            "POST",
            "whatsapp_business_encryption",
            Set,
            P.Text("business_public_key", 8192).Must()
        ),
    ];

    private static Answer Read(PhoneNumber phone, Call call) =>
        PhoneConfiguration.Of(call.World, phone).PublicKey is { } key
            ? Answer.Ok(
                new JsonObject
                {
                    ["data"] = new JsonArray(
                        new JsonObject
                        {
                            ["business_public_key"] = key,
                            ["business_public_key_signature_status"] = IsSigned(call.World, phone)
                                ? "VALID"
                                : "MISMATCH",
                        }
                    ),
                }
            )
            : Answer.Ok(new JsonObject { ["data"] = new JsonArray() });

    private static Answer Set(PhoneNumber phone, Call call)
    {
        var pem = call.Input.Required("business_public_key");
        CheckKey(pem, "business_public_key");
        var settings = PhoneConfiguration.Of(call.World, phone);
        settings.PublicKey = pem;
        settings.PublicKeySetAt = call.Now;
        call.World.Save(settings);
        return Answer.Success();
    }

    /// <summary>A key is signed with the number's registration, so a new registration needs the key again.</summary>
    private static bool IsSigned(World world, PhoneNumber phone) =>
        phone.Registered && PhoneConfiguration.Of(world, phone).PublicKeySetAt >= phone.LastOnboardedAt;

    /// <summary>Accepts only an RSA public key of 2048 bits in PEM form.</summary>
    public static void CheckKey(string pem, string parameter)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            throw Refusals.Invalid($"Param {parameter} must be a 2048-bit RSA public key in PEM form.");
        }
        if (rsa.KeySize != 2048 || pem.Contains("PRIVATE", StringComparison.Ordinal))
            throw Refusals.Invalid($"Param {parameter} must be a 2048-bit RSA public key in PEM form.");
    }
}
