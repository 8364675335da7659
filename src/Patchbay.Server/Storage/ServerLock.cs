namespace Patchbay.Server.Storage;

/// <summary>
/// Holds a data folder with a SQLite file for one server. The system releases the lock when the process ends, however
/// it ends. Commands such as <c>keys create</c> do not take it.
/// </summary>
internal static class ServerLock
{
    public const string FileName = "patchbay.lock";

    /// <returns>The lock, until it is disposed; null on PostgreSQL, which several servers may share.</returns>
    /// <exception cref="StartRefusedException">Another server holds the folder.</exception>
    public static IDisposable? Take(StorageOptions storage)
    {
        if (storage.IsPostgres)
            return null;
        DataFolder.Secure(storage.DataFolder);
        try
        {
            return PrivateFile.Hold(Path.Combine(storage.DataFolder, FileName));
        }
        catch (Exception error) when (error is UnauthorizedAccessException || SqliteTrouble.IsOfDisk(error))
        {
            throw new StartRefusedException(SqliteTrouble.Describe(Path.GetFullPath(storage.SqliteFile), error), error);
        }
        catch (IOException error)
        {
            throw new StartRefusedException(
                $"Another Patchbay server uses the data folder {storage.DataFolder}. A SQLite database belongs to one "
                    + "server: stop the other, name another Storage:DataFolder, or set Storage:Postgres.",
                error
            );
        }
    }
}
