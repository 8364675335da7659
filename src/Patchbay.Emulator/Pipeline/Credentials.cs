using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Pipeline;

/// <summary>Finds the token of a request in its header, query or body.</summary>
internal static class Credentials
{
    public static string? Of(HttpRequest request, ReadInput read)
    {
        var header = request.Headers.Authorization.ToString();
        foreach (var scheme in Schemes)
            if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return header[scheme.Length..].Trim();
        return read.Of("access_token");
    }

    private static readonly string[] Schemes = ["Bearer ", "OAuth "];
}
