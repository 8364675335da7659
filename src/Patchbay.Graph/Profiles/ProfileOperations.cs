using Json = Patchbay.Graph.Profiles.ProfilesJson;

namespace Patchbay.Graph.Profiles;

/// <summary>The profile that users see of a business.</summary>
public sealed class ProfileOperations
{
    internal static readonly GraphOperation<FieldsQuery, Page<ProfileEntry>> GetOfNumber = new(
        "getWhatsAppBusinessProfile",
        HttpMethod.Get,
        "{phone_number_id}/whatsapp_business_profile",
        CoreJson.Default.FieldsQuery,
        Json.Default.PageProfileEntry
    );

    internal static readonly GraphOperation<UpdateProfile, Acknowledgement> UpdateOfNumber = new(
        "updateWhatsAppBusinessProfileInformation",
        HttpMethod.Post,
        "{phone_number_id}/whatsapp_business_profile",
        Json.Default.UpdateProfile,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<FieldsQuery, BusinessProfile> Get = new(
        "getWhatsAppBusinessProfileDetails",
        HttpMethod.Get,
        "{profile_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.BusinessProfile
    );

    internal static readonly GraphOperation<UpdateProfile, Acknowledgement> Update = new(
        "updateWhatsAppBusinessProfile",
        HttpMethod.Post,
        "{profile_id}",
        Json.Default.UpdateProfile,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal ProfileOperations(GraphSession session) => _session = session;

    /// <summary>Reads a number's profile: a list with one entry.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Profile.</remarks>
    public Task<Page<ProfileEntry>> GetOfNumberAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(GetOfNumber.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Changes a number's profile.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Profile.</remarks>
    public Task<Acknowledgement> UpdateOfNumberAsync(
        string phoneNumberId,
        UpdateProfile request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(UpdateOfNumber.At(phoneNumberId), request, cancellationToken);

    /// <summary>Reads a profile by its own id.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Profiles.</remarks>
    public Task<BusinessProfile> GetAsync(
        string profileId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(profileId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Changes a profile by its own id.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Profiles.</remarks>
    public Task<Acknowledgement> UpdateAsync(
        string profileId,
        UpdateProfile request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(profileId), request, cancellationToken);
}
