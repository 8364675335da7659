namespace Patchbay.Server.Storage;

/// <summary>
/// The server cannot start. The message is one sentence or two for the operator: what is wrong, and what to do.
/// </summary>
public sealed class StartRefusedException(string message, Exception? cause = null)
    : InvalidOperationException(message, cause);
