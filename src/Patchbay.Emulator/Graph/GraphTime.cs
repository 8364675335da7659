using System.Globalization;

namespace Patchbay.Emulator.Graph;

/// <summary>Formats a time as Meta does.</summary>
internal static class GraphTime
{
    public static string Iso(long milliseconds) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}
