using System.Security.Cryptography;
using System.Text.Json;

namespace Patchbay.Graph.Flows;

/// <summary>The endpoint's side of a flow's encrypted data exchange. Safe to share between threads.</summary>
public sealed class FlowCrypto : IDisposable
{
    private readonly RSA _key = RSA.Create();
    private readonly Lock _lock = new();

    /// <summary>Loads the private key whose public half was set at <see cref="Encryption.EncryptionOperations"/>.</summary>
    /// <param name="privateKeyPem">The key, PEM.</param>
    /// <param name="passphrase">Its passphrase, when it has one.</param>
    /// <exception cref="ArgumentException">It is no RSA key, or the passphrase is wrong.</exception>
    public FlowCrypto(string privateKeyPem, string? passphrase = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(privateKeyPem);
        try
        {
            if (passphrase is null)
                _key.ImportFromPem(privateKeyPem);
            else
                _key.ImportFromEncryptedPem(privateKeyPem, passphrase);
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("The key cannot be read with this passphrase.", nameof(privateKeyPem), cause);
        }
    }

    /// <summary>Makes a new key pair of 2,048 bits.</summary>
    public static FlowKeyPair CreateKeyPair()
    {
        using var rsa = RSA.Create(2048);
        return new(rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Decrypts what Meta posted. Check the webhook signature of the body first.</summary>
    /// <param name="body">The body as it came.</param>
    /// <exception cref="FlowDecryptionException">Answer with its status, so that WhatsApp fetches the public key anew.</exception>
    public FlowExchange Decrypt(ReadOnlySpan<byte> body)
    {
        try
        {
            var envelope =
                JsonSerializer.Deserialize(body, FlowsJson.Default.FlowEnvelope)
                ?? throw new JsonException("The body is null.");
            var aesKey = Unwrap(Convert.FromBase64String(envelope.EncryptedAesKey));
            var vector = Convert.FromBase64String(envelope.InitialVector);
            var plain = WideGcm.Decrypt(aesKey, vector, Convert.FromBase64String(envelope.EncryptedFlowData));
            var request =
                JsonSerializer.Deserialize(plain, FlowsJson.Default.FlowDataRequest)
                ?? throw new JsonException("The request is null.");
            return new(request, aesKey, vector);
        }
        catch (Exception cause) when (cause is JsonException or FormatException or CryptographicException)
        {
            throw new FlowDecryptionException(cause);
        }
    }

    /// <summary>Frees the key.</summary>
    public void Dispose() => _key.Dispose();

    private byte[] Unwrap(byte[] wrapped)
    {
        lock (_lock)
            return _key.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
    }
}

/// <summary>A key pair for a flow's endpoint.</summary>
/// <param name="PrivateKeyPem">Keep it secret.</param>
/// <param name="PublicKeyPem">Give it to Meta.</param>
public sealed record FlowKeyPair(string PrivateKeyPem, string PublicKeyPem)
{
    /// <summary>Shows the public half only.</summary>
    public override string ToString() => PublicKeyPem;
}

/// <summary>What was posted to a flow's endpoint cannot be decrypted.</summary>
public sealed class FlowDecryptionException(Exception cause)
    : Exception("The flow request cannot be decrypted with this key.", cause)
{
    /// <summary>The status to answer with, 421: WhatsApp then fetches the public key anew and tries again.</summary>
    public static int AnswerStatus => FlowEndpointStatus.CannotDecrypt;
}
