using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>Verifies Iniciador credentials: logs in, reads the banks, and for an agent reads the agent.</summary>
internal sealed class Iniciador(ProviderHttp http, IOptions<PaymentOptions> options)
{
    public async Task<(ProviderGrant? Grant, Problem? Problem)> VerifyAsync(
        string environment,
        string clientId,
        Secret clientSecret,
        string? participantId,
        string? agentId,
        string? agentUrl,
        CancellationToken cancellation
    )
    {
        var (token, problem) = await LogInAsync(environment, clientId, clientSecret, cancellation);
        if (problem is not null)
            return (null, problem);
        if (await BankFaultAsync(environment, token, participantId, cancellation) is { } fault)
            return (null, fault);
        var payments = new PaymentCapabilities(
            HostedPaymentLink: true,
            FixedReceiver: true,
            WebhookHmac: false,
            DynamicReceiver: true
        );
        return agentId is null
            ? (new ProviderGrant(clientId, payments, null), null)
            : await WithAgentAsync(environment, clientId, token!, agentId, agentUrl!, cancellation);
    }

    private async Task<(Secret? Token, Problem? Problem)> LogInAsync(
        string environment,
        string clientId,
        Secret clientSecret,
        CancellationToken cancellation
    )
    {
        var body = new JsonObject { ["clientId"] = clientId, ["clientSecret"] = clientSecret.Reveal() };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{options.Value.Of(environment).IniciadorUrl}/auth"
        )
        {
            Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        var (answer, problem) = await http.SendAsync(request, null, guardedFor: null, cancellation);
        if (problem is not null)
            return (null, problem);
        return answer!.IsGood && answer["accessToken"] is { ValueKind: JsonValueKind.String } token
            ? (new Secret(token.GetString()!), null)
            : (null, PaymentProblems.CredentialsInvalid("client_secret"));
    }

    /// <summary>Why the banks that the token may read are not sufficient; null when they are sufficient.</summary>
    private async Task<Problem?> BankFaultAsync(
        string environment,
        Secret? token,
        string? participantId,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{options.Value.Of(environment).IniciadorUrl}/participants?status=ACTIVE"
        );
        var (banks, unread) = await http.SendAsync(request, token, guardedFor: null, cancellation);
        if (unread is not null)
            return unread;
        if (!banks!.IsGood || banks["data"].ValueKind != JsonValueKind.Array || banks["data"].GetArrayLength() == 0)
            return PaymentProblems.NoParticipants;
        if (participantId is not null && !banks["data"].EnumerateArray().Any(bank => IdOf(bank) == participantId))
            return PaymentProblems.UnknownParticipant;
        return null;
    }

    // The caller chose the agent's address, so it is called through the guarded client.
    private async Task<(ProviderGrant?, Problem?)> WithAgentAsync(
        string environment,
        string clientId,
        Secret token,
        string agentId,
        string agentUrl,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{agentUrl.TrimEnd('/')}/agents/{Uri.EscapeDataString(agentId)}"
        );
        var (answer, problem) = await http.SendAsync(request, token, guardedFor: environment, cancellation);
        if (problem is not null)
            return (null, problem);
        if (!answer!.IsGood || answer["capabilities"].ValueKind != JsonValueKind.Array)
            return (null, PaymentProblems.AgentUnknown);
        return (new ProviderGrant(clientId, null, CapabilitiesOf(answer["capabilities"])), null);
    }

    private static AgenticCapabilities CapabilitiesOf(JsonElement names)
    {
        var granted = names
            .EnumerateArray()
            .Where(name => name.ValueKind == JsonValueKind.String)
            .Select(name => name.GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        return new AgenticCapabilities(
            granted.Contains("mcp_tools"),
            granted.Contains("reusable_authorizations"),
            granted.Contains("hosted_authorization"),
            granted.Contains("hosted_payment_confirmation"),
            granted.Contains("polling")
        );
    }

    private static string? IdOf(JsonElement bank) => bank.Text("id");
}
