using System.Text.Json;
using Patchbay.Graph.Flows;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-flows.md. DocumentationTests compares the two.</summary>
internal static class FlowSamples
{
    public static async Task FlowKeysAsync(
        GraphSession account,
        string phoneNumberId,
        CancellationToken cancellationToken
    )
    {
        #region flow-keys
        var keys = FlowCrypto.CreateKeyPair();
        await account.Encryption.SetAsync(
            phoneNumberId,
            new() { BusinessPublicKey = keys.PublicKeyPem },
            cancellationToken
        );
        using var crypto = new FlowCrypto(keys.PrivateKeyPem);
        #endregion
    }

    public static string Flows(FlowCrypto crypto, byte[] body, JsonElement slots)
    {
        #region flows
        var exchange = crypto.Decrypt(body);
        if (exchange.IsHealthCheck)
            return exchange.Healthy();
        if (exchange.IsErrorReport)
            return exchange.Acknowledge();
        return exchange.Request.Screen == "SUMMARY"
            ? exchange.Close(exchange.Request.Data ?? default)
            : exchange.Show("SLOTS", slots);
        #endregion
    }
}
