using System.Security.Cryptography;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>A stored secret was changed, or the key that sealed it is another. The message names its place.</summary>
public sealed class UnreadableSecretException(SecretPlace place, Exception? cause = null)
    : CryptographicException(
        $"The sealed value in table {place.Table}, row {place.Row}, column {place.Column} cannot be opened.",
        cause
    )
{
    /// <summary>What the caller is told.</summary>
    internal static readonly Problem Answer = new(
        500,
        "secret_unreadable",
        "A stored secret cannot be read, because it was changed outside the server. The server's log names its place. "
            + "Enter the secret again, or let the operator restore it."
    );

    public SecretPlace Place => place;
}
