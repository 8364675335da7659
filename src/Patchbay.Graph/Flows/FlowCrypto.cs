using System.Security.Cryptography;
using System.Text.Json;

namespace Patchbay.Graph.Flows;

/// <summary>Encryption on the endpoint's side of a flow's data exchange.</summary>
/// <remarks>The object is safe to share between threads.</remarks>
public sealed class FlowCrypto : IDisposable
{
    private readonly RSA _key = RSA.Create();
    private readonly Lock _lock = new();

    /// <summary>
    /// Loads the private key whose public half was set with <see cref="Encryption.EncryptionOperations"/>.
    /// </summary>
    /// <param name="privateKeyPem">The private key in PEM format.</param>
    /// <param name="passphrase">Passphrase of the key, when the key is encrypted.</param>
    /// <exception cref="ArgumentException">The text is not an RSA key, or the passphrase is wrong.</exception>
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
            throw new ArgumentException(
                "The key is not an RSA private key in PEM format, or the passphrase is wrong.",
                nameof(privateKeyPem),
                cause
            );
        }
    }

    /// <summary>Creates a key pair of 2,048 bits.</summary>
    public static FlowKeyPair CreateKeyPair()
    {
        using var rsa = RSA.Create(2048);
        return new(rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Decrypts a request that Meta posted.</summary>
    /// <param name="body">The body as it arrived.</param>
    /// <exception cref="FlowDecryptionException">
    /// The body cannot be decrypted. Answer with the exception's status: WhatsApp then fetches the public key again.
    /// </exception>
    /// <remarks>Check the webhook signature of the body first.</remarks>
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

    /// <summary>Disposes the key.</summary>
    public void Dispose() => _key.Dispose();

    private byte[] Unwrap(byte[] wrapped)
    {
        lock (_lock)
            return _key.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
    }
}

/// <summary>A key pair for a flow's endpoint.</summary>
/// <param name="PrivateKeyPem">The private key in PEM format. Keep it secret.</param>
/// <param name="PublicKeyPem">The public key in PEM format, for Meta.</param>
public sealed record FlowKeyPair(string PrivateKeyPem, string PublicKeyPem)
{
    /// <summary>Shows only the public key.</summary>
    public override string ToString() => PublicKeyPem;
}

/// <summary>The body posted to a flow's endpoint cannot be decrypted.</summary>
public sealed class FlowDecryptionException(Exception cause)
    : Exception("The flow request cannot be decrypted with this key.", cause)
{
    /// <summary>
    /// The HTTP status to answer with, 421: WhatsApp then fetches the public key again and repeats the request.
    /// </summary>
    public static int AnswerStatus => FlowEndpointStatus.CannotDecrypt;
}
