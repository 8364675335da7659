using System.Text.RegularExpressions;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>Validates requests for connections.</summary>
internal static partial class ConnectionRules
{
    public static Problem? Check(RegisterMetaRequest request, DateTimeOffset now) =>
        ConnectionFieldRules.OneOf("channel", request.Channel, ChannelNames.All)
        ?? (
            PaymentChannel.All.Contains(request.Channel)
                ? Problem.Invalid(
                    "channel",
                    "Payment connections are not made at Meta. Use /v1/provider-connections/abacate-pay or  "
                        + "/v1/provider-connections/iniciador."
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
        ?? ConnectionFieldRules.Future("token_expires_at", request.TokenExpiresAt, now);

    public static Problem? Check(ExchangeCodeRequest request) =>
        SignupCode.Check(request.Code, request.WabaId, request.PhoneNumberId)
        ?? ConnectionFieldRules.Name("display_name", request.DisplayName, required: false)
        ?? ConnectionFieldRules.MetaId("business_id", request.BusinessId, required: false);

    public static Problem? Check(RotateRequest request, DateTimeOffset now) =>
        ConnectionFieldRules.Credential("access_token", request.AccessToken)
        ?? ConnectionFieldRules.OneOf(
            "token_source",
            request.TokenSource,
            [TokenSources.Manual, TokenSources.EmbeddedSignup]
        )
        ?? ConnectionFieldRules.Future("token_expires_at", request.TokenExpiresAt, now);

    public static Problem? Check(CompleteRegistrationRequest request) =>
        request.Pin is { } pin && !Pin().IsMatch(pin) ? Problem.Invalid("pin", "'pin' must have six digits.") : null;

    public static Problem? Check(UpdateConnectionRequest request, ConnectionRow connection)
    {
        if (request is { Active: null, DisplayName: null, WebhookSecret: null })
            return Problem.Invalid("active", "Send at least one of 'active', 'display_name' or 'webhook_secret'.");
        if (request.Active is not null && !PaymentChannel.All.Contains(connection.Channel))
        {
            return Problem.Invalid("active", "'active' is only for payment connections. Leave it out.");
        }
        return ConnectionFieldRules.Name("display_name", request.DisplayName, required: false)
            ?? ConnectionFieldRules.WebhookSecret(request.WebhookSecret, connection.Provider);
    }

    [GeneratedRegex(@"^[0-9]{6}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();
}
