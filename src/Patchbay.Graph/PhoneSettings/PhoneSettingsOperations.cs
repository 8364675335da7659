using Json = Patchbay.Graph.PhoneSettings.PhoneSettingsJson;

namespace Patchbay.Graph.PhoneSettings;

/// <summary>Settings of a number: calling, payload encryption, storage and identity check.</summary>
public sealed class PhoneSettingsOperations
{
    internal static readonly GraphOperation<SettingsQuery, NumberSettings> Get = new(
        "getPhoneNumberSettings",
        HttpMethod.Get,
        "{phone_number_id}/settings",
        Json.Default.SettingsQuery,
        Json.Default.NumberSettings
    );

    internal static readonly GraphOperation<NumberSettings, Acknowledgement> Update = new(
        "updatePhoneNumberSettings",
        HttpMethod.Post,
        "{phone_number_id}/settings",
        Json.Default.NumberSettings,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal PhoneSettingsOperations(GraphSession session) => _session = session;

    /// <summary>Reads the settings.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Settings.</remarks>
    public Task<NumberSettings> GetAsync(
        string phoneNumberId,
        SettingsQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Changes one kind of setting; set exactly one member.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Settings.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string phoneNumberId,
        NumberSettings request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(phoneNumberId), request, cancellationToken);
}
