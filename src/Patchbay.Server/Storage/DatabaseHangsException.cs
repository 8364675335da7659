namespace Patchbay.Server.Storage;

/// <summary>The database did not answer in time. Whether a write was committed is unknown.</summary>
public sealed class DatabaseHangsException() : TimeoutException("The database does not answer.");
