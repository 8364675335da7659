using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.PhoneSettings;

/// <summary>Whether a number shows a catalog and a cart.</summary>
internal static class CommerceOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>("getCommerceSettings", "GET", "whatsapp_commerce_settings", Read, P.Text("fields")),
        Operation.Of<PhoneNumber>(
            "setOrUpdateCommerceSettings",
            "POST",
            "whatsapp_commerce_settings",
            Update,
            P.Flag("is_cart_enabled"),
            P.Flag("is_catalog_visible")
        ),
    ];

    private static Answer Read(PhoneNumber phone, Call call)
    {
        var settings = PhoneConfiguration.Of(call.World, phone);
        return Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray(
                    new JsonObject
                    {
                        ["is_cart_enabled"] = settings.CartEnabled,
                        ["is_catalog_visible"] = settings.CatalogVisible,
                        ["id"] = phone.Id,
                    }
                ),
            }
        );
    }

    private static Answer Update(PhoneNumber phone, Call call)
    {
        if (!call.Input.Has("is_cart_enabled") && !call.Input.Has("is_catalog_visible"))
            throw Refusals.Missing("is_cart_enabled");
        var settings = PhoneConfiguration.Of(call.World, phone);
        settings.CartEnabled = call.Input.Flag("is_cart_enabled") ?? settings.CartEnabled;
        settings.CatalogVisible = call.Input.Flag("is_catalog_visible") ?? settings.CatalogVisible;
        call.World.Save(settings);
        return Answer.Success();
    }
}
