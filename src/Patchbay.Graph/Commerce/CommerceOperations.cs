using Json = Patchbay.Graph.Commerce.CommerceJson;

namespace Patchbay.Graph.Commerce;

/// <summary>Catalog and cart settings of a number.</summary>
public sealed class CommerceOperations
{
    internal static readonly GraphOperation<Page<CommerceSettings>> Get = new(
        "getCommerceSettings",
        HttpMethod.Get,
        "{phone_number_id}/whatsapp_commerce_settings",
        Json.Default.PageCommerceSettings
    );

    internal static readonly GraphOperation<UpdateCommerceSettings, Acknowledgement> Update = new(
        "setOrUpdateCommerceSettings",
        HttpMethod.Post,
        "{phone_number_id}/whatsapp_commerce_settings",
        Json.Default.UpdateCommerceSettings,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Query,
    };

    private readonly GraphSession _session;

    internal CommerceOperations(GraphSession session) => _session = session;

    /// <summary>Reads the settings: a list with one entry, or empty when no catalog is connected.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Commerce Settings.</remarks>
    public Task<Page<CommerceSettings>> GetAsync(string phoneNumberId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Get.At(phoneNumberId), cancellationToken);

    /// <summary>Changes the settings.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Commerce Settings.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string phoneNumberId,
        UpdateCommerceSettings request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(phoneNumberId), request, cancellationToken);
}
