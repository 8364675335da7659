using Microsoft.AspNetCore.Http;

namespace Patchbay.Graph.AspNetCore;

/// <summary>How a callback address checks what comes.</summary>
public sealed class GraphWebhookOptions
{
    /// <summary>The token that was given to Meta with the address. Without one, every handshake is refused.</summary>
    public Func<HttpContext, ValueTask<string?>> VerifyToken { get; set; } = _ => ValueTask.FromResult<string?>(null);

    /// <summary>The app secrets that a signature may be made with: one, or old and new during a change. With none, everything is refused.</summary>
    public Func<HttpContext, ValueTask<IReadOnlyList<string>>> AppSecrets { get; set; } =
        _ => ValueTask.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Largest body in bytes; Meta sends up to 3 MB.</summary>
    public int MaxBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Uses one app's token and secret.</summary>
    public GraphWebhookOptions For(string verifyToken, string appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(verifyToken);
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        VerifyToken = _ => ValueTask.FromResult<string?>(verifyToken);
        AppSecrets = _ => ValueTask.FromResult<IReadOnlyList<string>>([appSecret]);
        return this;
    }
}
