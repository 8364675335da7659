using System.Text;

namespace Patchbay.Server.Storage;

/// <summary>
/// Files and folders that only the server's user may read (modes 0600 and 0700 where the system has modes).
/// </summary>
internal static class PrivateFile
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static void Write(string path, string text) => Write(path, text, FileMode.Create);

    /// <summary>
    /// Creates a file completely or not at all, even when several processes try at once. Returns false when the file
    /// exists already.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text of the file.</param>
    /// <exception cref="IOException">Another process has held the lock for 10 seconds.</exception>
    public static bool TryCreate(string path, string text)
    {
        CreateFolder(FolderOf(path));
        using var gate = Lock(Path.Combine(FolderOf(path), $".{Path.GetFileName(path)}.lock"));
        if (File.Exists(path))
            return false;
        var made = $"{path}.new";
        Write(made, text, FileMode.Create);
        File.Move(made, path);
        return true;
    }

    // On some systems, moving without overwriting checks first and moves later, so two processes need a lock. The
    // system releases the lock when its process ends.
    private static FileStream Lock(string path)
    {
        FileStream? gate = null;
        SpinWait.SpinUntil(() => (gate = TryLock(path)) is not null, LongestWait);
        return gate
            ?? throw new IOException($"Another process holds the lock file {path}; try again when it has ended.");
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new(
                path,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Opens a file that no other process can open this way until it is disposed.</summary>
    /// <exception cref="IOException">Another process holds the file.</exception>
    public static FileStream Hold(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    /// <summary>
    /// Creates an empty file unless it exists. SQLite gives its other files the mode of the database.
    /// </summary>
    public static void Touch(string path)
    {
        if (!File.Exists(path))
            Write(path, "", FileMode.OpenOrCreate);
    }

    /// <summary>The folder of a file.</summary>
    public static string FolderOf(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path))
        ?? throw new ArgumentException("The path has no folder.", nameof(path));

    private static void Write(string path, string text, FileMode mode)
    {
        CreateFolder(FolderOf(path));
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
