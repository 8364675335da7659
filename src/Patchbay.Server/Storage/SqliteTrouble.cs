using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Patchbay.Server.Storage;

/// <summary>Says what is wrong with a database file, and what to do.</summary>
internal static class SqliteTrouble
{
    private const int NoSpace = 28, // ENOSPC
        ReadOnly = 30; // EROFS

    /// <summary>Whether the disk is full or read-only, rather than a file held by another program.</summary>
    public static bool IsOfDisk(Exception error) => error is IOException { HResult: NoSpace or ReadOnly };

    public static string Describe(string file, Exception error) =>
        CodeOf(error) switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                $"The database file {file} is damaged. Restore it from a backup, together with its -wal file.",
            raw.SQLITE_FULL => $"There is no space left for the database file {file}. Free space on its disk.",
            raw.SQLITE_READONLY =>
                $"The database file {file} or its folder is read-only. Let the server's user write to both.",
            raw.SQLITE_CANTOPEN =>
                $"The database file {file} cannot be opened. Let the server's user read and write it and its folder.",
            raw.SQLITE_IOERR =>
                $"The database file {file} cannot be read or written ({error.Message.TrimEnd('.')}). Check its disk "
                    + "for free space and faults.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"Another program holds the database file {file}. Stop it, and start the server again.",
            _ => $"The database file {file} cannot be used: {error.Message.TrimEnd('.')}. Restore it from a backup.",
        };

    private static int? CodeOf(Exception error) =>
        error switch
        {
            SqliteException { SqliteErrorCode: var code } => code,
            UnauthorizedAccessException or IOException { HResult: ReadOnly } => raw.SQLITE_READONLY,
            IOException { HResult: NoSpace } => raw.SQLITE_FULL,
            IOException => raw.SQLITE_CANTOPEN,
            _ => null,
        };
}
