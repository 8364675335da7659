using System.Diagnostics;

namespace Patchbay.Faults.Machines;

/// <summary>A disk of 48 MB in memory that can be filled and freed.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "48m";
    private const int Step = 64 * 1024;

    private readonly string _mountPoint;

    private SmallDisk(string mountPoint)
    {
        _mountPoint = mountPoint;
        Directory.CreateDirectory(Folder);
    }

    /// <summary>A folder on the disk.</summary>
    public string Folder => Path.Combine(_mountPoint, "data");

    private string Filler => Path.Combine(_mountPoint, "filler");

    /// <summary>Null where mounting is not allowed.</summary>
    public static SmallDisk? TryMount()
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-faults-disk-").FullName;
        return OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=" + Size, "none", folder)
            ? new(folder)
            : null;
    }

    /// <summary>Fills the disk to the last byte.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var step = Step; step > 0; step /= 2)
        {
            while (TryWrite(file, step)) { }
        }
    }

    public Task FreeAsync()
    {
        File.Delete(Filler);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Run("umount", "-l", _mountPoint);
        Directory.Delete(_mountPoint);
        return ValueTask.CompletedTask;
    }

    private static bool TryWrite(FileStream file, int count)
    {
        try
        {
            file.Write(new byte[count]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
