using System.Collections.Frozen;

namespace Patchbay.Graph.Media;

/// <summary>The media types that WhatsApp accepts, with their size limits in bytes.</summary>
public static class MediaLimits
{
    private const long _kilo = 1024;
    private const long _mega = 1024 * 1024;

    private static readonly FrozenDictionary<string, long> _most = new Dictionary<string, long>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["audio/aac"] = 16 * _mega,
        ["audio/amr"] = 16 * _mega,
        ["audio/mpeg"] = 16 * _mega,
        ["audio/mp4"] = 16 * _mega,
        ["audio/ogg"] = 16 * _mega,
        ["image/jpeg"] = 5 * _mega,
        ["image/png"] = 5 * _mega,
        ["image/webp"] = 500 * _kilo,
        ["video/mp4"] = 16 * _mega,
        ["video/3gpp"] = 16 * _mega,
        ["text/plain"] = 100 * _mega,
        ["application/pdf"] = 100 * _mega,
        ["application/msword"] = 100 * _mega,
        ["application/vnd.ms-excel"] = 100 * _mega,
        ["application/vnd.ms-powerpoint"] = 100 * _mega,
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = 100 * _mega,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = 100 * _mega,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = 100 * _mega,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the size limit of a type in bytes, or null when WhatsApp does not accept the type.</summary>
    /// <param name="mimeType">The MIME type. Parameters such as <c>codecs=opus</c> are ignored.</param>
    public static long? MaxBytes(string mimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        var plain = mimeType.AsSpan();
        if (plain.IndexOf(';') is var end and >= 0)
            plain = plain[..end];
        return _most.TryGetValue(plain.Trim().ToString(), out var most) ? most : null;
    }

    internal static void Ensure(string mimeType, long? content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        var most =
            MaxBytes(mimeType)
            ?? throw new ArgumentException($"WhatsApp does not accept media of type {mimeType}.", nameof(mimeType));
        if (content > most)
            throw new ArgumentException(
                $"Media of type {mimeType} may have at most {most} bytes, but this file has {content}.",
                nameof(content)
            );
    }
}
