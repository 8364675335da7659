using System.Globalization;
using System.Security.Cryptography;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Pipeline;

/// <summary>The headers Meta puts on every answer.</summary>
internal static class GraphHeaders
{
    public static void Write(HttpResponse response, string version, string trace)
    {
        var headers = response.Headers;
        headers["facebook-api-version"] = version;
        headers["x-fb-trace-id"] = trace;
        headers["x-fb-rev"] = "1";
        headers["x-fb-debug"] = trace;
        headers["x-emulator"] = "patchbay";
        headers.CacheControl = "private, no-cache, no-store, must-revalidate";
        headers.AccessControlAllowOrigin = "*";
    }

    public static void WriteUsage(HttpResponse response, Call call, int status)
    {
        if (call.Node is null || status >= 500)
            return;
        var headers = response.Headers;
        headers["x-app-usage"] = AppUsage;
        if (call.Operation is { IsSend: false } && call.Node.WabaId is { } waba)
            headers["x-business-use-case-usage"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"{waba}\":[{{\"type\":\"whatsapp\","
                    + $"\"call_count\":{call.World.Usage.Percent(call.Caller.AppId, waba)},"
                    + $"\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":0}}]}}"
            );
    }

    private const string AppUsage = "{\"call_count\":1,\"total_time\":1,\"total_cputime\":1}";
}

/// <summary>Trace ids are random, because they must not use up the world's seeded ids.</summary>
internal static class TraceIds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // Trace ids are not secret, so one secure random number per process is enough.
    private static long _state = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    public static string Next()
    {
        Span<char> text = stackalloc char[27];
        text[0] = 'A';
        ulong noise = 0;
        for (var i = 0; i < 26; i++, noise >>= 6)
        {
            if (i % 10 == 0)
                noise = Mix(Interlocked.Add(ref _state, unchecked((long)0x9E3779B97F4A7C15UL)));
            text[i + 1] = Alphabet[(int)(noise & 63)];
        }
        return new string(text);
    }

    private static ulong Mix(long state)
    {
        var z = (ulong)state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
