using System.Runtime.InteropServices;
using SQLitePCL;

namespace Patchbay.Server.Storage;

/// <summary>
/// Chooses the SQLite library: the operating system's when it is newer than the bundled one, because that is the
/// one that gets security fixes; otherwise the bundle.
/// </summary>
internal static class SqliteLibrary
{
    // SQLite's own number form: 3.35.5 is 3035005. The version inside SQLitePCLRaw.bundle_e_sqlite3 2.0.6.
    private const int BundledVersion = 3_035_005;

    private static readonly string[] SystemNames =
        OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (_, _, _) => FindNewer());
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    });

    public static void Load() => _ = Loaded.Value;

    private static nint FindNewer()
    {
        foreach (var name in SystemNames)
        {
            if (NativeLibrary.TryLoad(name, out var handle) && VersionOf(handle) > BundledVersion)
                return handle;
        }
        return 0; // zero: the runtime's usual search, which finds the bundle
    }

    private static int VersionOf(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var export)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
