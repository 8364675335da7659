using System.Text.RegularExpressions;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Payments;

/// <summary>Validates requests to connect a payment provider.</summary>
internal static partial class PaymentRules
{
    private static readonly string[] AccountTypes = ["CACC", "SLRY", "SVGS", "TRAN"];

    public static Problem? Check(ConnectAbacatePayRequest request) =>
        ConnectionFieldRules.Name("display_name", request.DisplayName, required: true)
        ?? ConnectionFieldRules.Credential("api_key", request.ApiKey)
        ?? ConnectionFieldRules.WebhookSecret(request.WebhookSecret, Providers.AbacatePay)
        ?? Receiver(request.PaymentReceiver, required: false);

    public static Problem? Check(ConnectIniciadorRequest request, string environment, OutboundHttp outbound) =>
        ConnectionFieldRules.OneOf(
            "channel",
            request.Channel,
            [PaymentChannel.Payments, PaymentChannel.AgenticPayments]
        )
        ?? ConnectionFieldRules.Name("display_name", request.DisplayName, required: true)
        ?? ConnectionFieldRules.Credential("client_id", request.ClientId)
        ?? ConnectionFieldRules.Credential("client_secret", request.ClientSecret)
        ?? ConnectionFieldRules.WebhookSecret(request.WebhookSecret, Providers.Iniciador)
        ?? Receiver(request.PaymentReceiver, required: true)
        ?? (
            request.DefaultParticipantId is null
                ? null
                : ConnectionFieldRules.Credential("default_participant_id", request.DefaultParticipantId)
        )
        ?? Agent(request, environment, outbound);

    private static Problem? Agent(ConnectIniciadorRequest request, string environment, OutboundHttp outbound)
    {
        if (request.Channel is not PaymentChannel.AgenticPayments)
        {
            return request.AgentId is null && request.AgenticApiBaseUrl is null
                ? null
                : Problem.Invalid(
                    request.AgentId is null ? "agentic_api_base_url" : "agent_id",
                    "Only the channel 'agentic_payments' has agents. Choose it, or leave this member out."
                );
        }
        return ConnectionFieldRules.Credential("agent_id", request.AgentId)
            ?? (
                GivenAddress.TryRead(request.AgenticApiBaseUrl, out var url)
                && url.Query.Length == 0
                && outbound.IsAllowed(environment, url)
                    ? null
                    : Problem.Invalid(
                        "agentic_api_base_url",
                        "'agentic_api_base_url' must be a public https address without a query."
                    )
            );
    }

    private static Problem? Receiver(PaymentReceiver? receiver, bool required)
    {
        if (receiver is null)
            return required ? Problem.Invalid("payment_receiver", "'payment_receiver' is required.") : null;
        return ConnectionFieldRules.Name("payment_receiver.name", receiver.Name, required: true)
            ?? Shape("payment_receiver.tax_id", receiver.TaxId, TaxId(), required: true, "11 or 14 digits")
            ?? ConnectionFieldRules.Name("payment_receiver.bank_name", receiver.BankName, required: false)
            ?? Shape("payment_receiver.ispb", receiver.Ispb, Ispb(), required, "8 digits")
            ?? Shape("payment_receiver.issuer", receiver.Issuer, Issuer(), required: false, "1 to 4 digits")
            ?? Shape("payment_receiver.account_number", receiver.AccountNumber, Account(), required, "3 to 20 digits")
            ?? (
                receiver.AccountType is null && required
                    ? Problem.Invalid("payment_receiver.account_type", "'payment_receiver.account_type' is required.")
                    : ConnectionFieldRules.OneOf("payment_receiver.account_type", receiver.AccountType, AccountTypes)
            );
    }

    private static Problem? Shape(string field, string? text, Regex shape, bool required, string what) =>
        text switch
        {
            null when !required => null,
            not null when shape.IsMatch(text) => null,
            _ => Problem.Invalid(field, $"'{field}' must be {what}."),
        };

    [GeneratedRegex(@"^([0-9]{11}|[0-9]{14})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaxId();

    [GeneratedRegex(@"^[0-9]{8}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ispb();

    [GeneratedRegex(@"^[0-9]{1,4}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Issuer();

    [GeneratedRegex(@"^[0-9Xx-]{3,20}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Account();
}
