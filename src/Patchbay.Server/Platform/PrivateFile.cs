using System.Text;

namespace Patchbay.Server.Platform;

/// <summary>Files and folders only the server's own user may read (modes 0600 and 0700 where the system has modes).</summary>
internal static class PrivateFile
{
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static void Write(string path, string text) => Write(path, text, FileMode.Create);

    /// <summary>Whole or not at all, and only while there is no such file: of several processes one makes it. False: it is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="token">Of no other process: names the file it is made from.</param>
    public static bool TryCreate(string path, string text, string token)
    {
        var made = $"{path}.{token}";
        Write(made, text, FileMode.CreateNew);
        try
        {
            File.Move(made, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(made);
            return false;
        }
    }

    private static void Write(string path, string text, FileMode mode)
    {
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
