namespace Patchbay.Server.Storage;

/// <summary>
/// The folder with the database file, the key files and the emulator's state. Only the server's user may read it.
/// </summary>
internal static class DataFolder
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private static readonly string[] Names = ["patchbay.", "emulator.", "master-key", "sandbox-api-key"];

    /// <summary>Creates the folder, or takes others' rights to it and to the server's files in it.</summary>
    /// <exception cref="StartRefusedException">
    /// The folder cannot be made or tightened, or belongs to others too.
    /// </exception>
    public static void Secure(string folder)
    {
        try
        {
            PrivateFile.CreateFolder(folder);
            if (OperatingSystem.IsWindows())
                return;
            Tighten(folder);
            foreach (var file in Directory.EnumerateFiles(folder).Where(IsOurs))
                Tighten(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The data folder {folder} cannot be made or made private ({error.Message.TrimEnd('.')}). "
                    + "Give it to the server's user with mode 0700, or name another folder in Storage:DataFolder.",
                error
            );
        }
    }

    private static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) == UnixFileMode.None)
            return;
        // A folder such as /tmp is for all users; taking it from them would break their programs.
        if (
            mode.HasFlag(UnixFileMode.StickyBit)
            && Directory.EnumerateFileSystemEntries(path).Any(file => !IsOurs(file))
        )
        {
            throw new StartRefusedException(
                $"The data folder {path} is shared with other users. Name a folder of the server's own in "
                    + "Storage:DataFolder."
            );
        }
        File.SetUnixFileMode(path, mode & ~Others & ~UnixFileMode.StickyBit);
    }

    // Other files may be in the folder for reasons that the server does not know.
    private static bool IsOurs(string path) =>
        Path.GetFileName(path) is var name
        && Array.Exists(Names, part => name.Contains(part, StringComparison.Ordinal));
}
