using System.Text.RegularExpressions;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>What a caller may send.</summary>
internal static partial class ConnectionRules
{
    private const int MaxName = 200,
        MaxSecret = 4096,
        MinWebhookSecret = 8;

    public static Problem? Check(RegisterMetaRequest request) =>
        ConnectionFieldRules.OneOf("channel", request.Channel, ChannelNames.All)
        ?? (
            request.Channel is ChannelNames.Payments or ChannelNames.AgenticPayments
                ? Problem.Invalid(
                    "channel",
                    "Meta does not serve payments: use /v1/provider-connections/abacate-pay or /v1/provider-connections/iniciador."
                )
                : null
        )
        ?? ConnectionFieldRules.Name("display_name", request.DisplayName, required: true)
        ?? ConnectionFieldRules.Credential("access_token", request.AccessToken)
        ?? ConnectionFieldRules.OneOf(
            "token_source",
            request.TokenSource,
            [TokenSources.Manual, TokenSources.EmbeddedSignup]
        )
        ?? (
            request.Channel is ChannelNames.Instagram
                ? InstagramIds(request)
                : WhatsAppIds(request.WabaId, request.PhoneNumberId)
        );

    public static Problem? Check(ExchangeCodeRequest request) =>
        (request.Code is { Length: > 0 and <= MaxSecret } ? null : Problem.Invalid("code", "'code' is required."))
        ?? WhatsAppIds(request.WabaId, request.PhoneNumberId)
        ?? ConnectionFieldRules.Name("display_name", request.DisplayName, required: false)
        ?? MetaId("business_id", request.BusinessId, required: false);

    public static Problem? Check(RotateRequest request) =>
        ConnectionFieldRules.Credential("access_token", request.AccessToken)
        ?? ConnectionFieldRules.OneOf(
            "token_source",
            request.TokenSource,
            [TokenSources.Manual, TokenSources.EmbeddedSignup]
        );

    public static Problem? Check(CompleteRegistrationRequest request) =>
        request.Pin is { } pin && !Pin().IsMatch(pin) ? Problem.Invalid("pin", "'pin' must have six digits.") : null;

    public static Problem? Check(UpdateConnectionRequest request, ConnectionRow connection)
    {
        if (request is { Active: null, DisplayName: null, WebhookSecret: null })
            return Problem.Invalid("active", "Name what to change: 'active', 'display_name' or 'webhook_secret'.");
        if (
            request.Active is not null
            && connection.Channel is not (ChannelNames.Payments or ChannelNames.AgenticPayments)
        )
        {
            return Problem.Invalid("active", "Only payment connections are chosen among several.");
        }
        return ConnectionFieldRules.Name("display_name", request.DisplayName, required: false)
            ?? ConnectionFieldRules.WebhookSecret(request.WebhookSecret, connection.Provider);
    }

    private static Problem? WhatsAppIds(string? wabaId, string? phoneNumberId) =>
        MetaId("waba_id", wabaId, required: true) ?? MetaId("phone_number_id", phoneNumberId, required: true);

    private static Problem? InstagramIds(RegisterMetaRequest request) =>
        MetaId("ig_business_account_id", request.IgBusinessAccountId, required: request.PageId is null)
        ?? MetaId("page_id", request.PageId, required: false);

    private static Problem? MetaId(string field, string? id, bool required) =>
        id switch
        {
            null => required ? Problem.Invalid(field, $"'{field}' is required.") : null,
            _ => MetaIdShape().IsMatch(id) ? null : Problem.Invalid(field, $"'{field}' is not an id of Meta."),
        };

    [GeneratedRegex(@"^[0-9]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetaIdShape();

    [GeneratedRegex(@"^[0-9]{6}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();
}
