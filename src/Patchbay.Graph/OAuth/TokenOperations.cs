namespace Patchbay.Graph.OAuth;

/// <summary>What a token is and may do.</summary>
public sealed class TokenOperations
{
    internal static readonly GraphOperation<DebugToken, DebuggedToken> Debug =
        new("debugToken", HttpMethod.Get, "debug_token", OAuthJson.Default.DebugToken, OAuthJson.Default.DebuggedToken);

    private readonly GraphSession _session;

    internal TokenOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Asks what a token is. Call it on a session made by <see cref="GraphClient.AsApp"/>. A dead token is an answer, not an error:
    /// see <see cref="TokenInfo.IsValid"/>.
    /// </summary>
    /// <param name="inputToken">The token in question; Meta takes it in the address, so keep addresses out of logs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenInfo> DebugAsync(string inputToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(inputToken);
        return (await _session.CallAsync(Debug.Here(), new DebugToken { InputToken = inputToken }, cancellationToken).ConfigureAwait(false)).Data;
    }
}
