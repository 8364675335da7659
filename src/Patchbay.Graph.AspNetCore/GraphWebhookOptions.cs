using Microsoft.AspNetCore.Http;

namespace Patchbay.Graph.AspNetCore;

/// <summary>How a callback URL checks requests.</summary>
public sealed class GraphWebhookOptions
{
    /// <summary>The verify token that you gave to Meta with the URL.</summary>
    /// <remarks>Without a token, every handshake is refused.</remarks>
    public Func<HttpContext, ValueTask<string?>> VerifyToken { get; set; } = _ => ValueTask.FromResult<string?>(null);

    /// <summary>
    /// The app secrets that are accepted for signatures: the current secret, or the old and the new secret during a
    /// change.
    /// </summary>
    /// <remarks>Without a secret, every webhook is refused.</remarks>
    public Func<HttpContext, ValueTask<IReadOnlyList<string>>> AppSecrets { get; set; } =
        _ => ValueTask.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Size limit of a body in bytes, 4 MiB by default.</summary>
    /// <remarks>Meta sends up to 3 MB.</remarks>
    public int MaxBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Accepts one app's verify token and secret.</summary>
    public GraphWebhookOptions For(string verifyToken, string appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(verifyToken);
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        VerifyToken = _ => ValueTask.FromResult<string?>(verifyToken);
        AppSecrets = _ => ValueTask.FromResult<IReadOnlyList<string>>([appSecret]);
        return this;
    }
}
