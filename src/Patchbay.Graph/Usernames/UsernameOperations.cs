using Json = Patchbay.Graph.Usernames.UsernamesJson;

namespace Patchbay.Graph.Usernames;

/// <summary>Usernames of business numbers.</summary>
public sealed class UsernameOperations
{
    internal static readonly GraphOperation<FieldsQuery, UsernameState> Get = new(
        "getUsername",
        HttpMethod.Get,
        "{phone_number_id}/username",
        CoreJson.Default.FieldsQuery,
        Json.Default.UsernameState
    );

    internal static readonly GraphOperation<SetUsername, UsernameState> Set = new(
        "setUsername",
        HttpMethod.Post,
        "{phone_number_id}/username",
        Json.Default.SetUsername,
        Json.Default.UsernameState
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<Acknowledgement> Delete = new(
        "deleteUsername",
        HttpMethod.Delete,
        "{phone_number_id}/username",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<Acknowledgement> Cancel = new(
        "cancelUsernameRequest",
        HttpMethod.Delete,
        "{phone_number_id}/requested_username",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<Page<UsernameSuggestions>> Suggest = new(
        "listUsernameSuggestions",
        HttpMethod.Get,
        "{phone_number_id}/username_suggestions",
        Json.Default.PageUsernameSuggestions
    );

    private readonly GraphSession _session;

    internal UsernameOperations(GraphSession session) => _session = session;

    /// <summary>Reads the username.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Business-scoped user ids and usernames.</remarks>
    public Task<UsernameState> GetAsync(
        string phoneNumberId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(phoneNumberId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Requests a username.</summary>
    /// <exception cref="GraphApiException">
    /// Code 147001: the username is taken; 147002: the number is not eligible; 147003 or 147004: an account must be
    /// linked.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Business-scoped user ids and usernames.</remarks>
    public Task<UsernameState> SetAsync(
        string phoneNumberId,
        SetUsername request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Set.At(phoneNumberId), request, cancellationToken);

    /// <summary>Releases the username.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Business-scoped user ids and usernames.</remarks>
    public Task<Acknowledgement> DeleteAsync(string phoneNumberId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Delete.At(phoneNumberId), cancellationToken);

    /// <summary>Cancels the request for a username.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Business-scoped user ids and usernames.</remarks>
    public Task<Acknowledgement> CancelRequestAsync(
        string phoneNumberId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Cancel.At(phoneNumberId), cancellationToken);

    /// <summary>Lists available usernames.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Business-scoped user ids and usernames.</remarks>
    public Task<Page<UsernameSuggestions>> SuggestAsync(
        string phoneNumberId,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Suggest.At(phoneNumberId), cancellationToken);
}
