using System.Text.Json.Serialization;

namespace Patchbay.Graph.QrCodes;

/// <summary>A QR code and link that open a chat with a message already written.</summary>
public sealed record QrCode : GraphObject
{
    /// <summary>Its code, 14 characters.</summary>
    public string? Code { get; init; }

    /// <summary>The message, at most 140 characters.</summary>
    public string? PrefilledMessage { get; init; }

    /// <summary>The link.</summary>
    public string? DeepLinkUrl { get; init; }

    /// <summary>The picture; good for a few minutes.</summary>
    public string? QrImageUrl { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? CreationTime { get; init; }

    /// <summary>The code, in the wrapped form of a single read.</summary>
    public IReadOnlyList<QrCode>? Data { get; init; }
}

/// <summary>Narrows a list of codes, of which a page has at most 25.</summary>
public sealed record ListQrCodes : PageQuery
{
    /// <summary>Only this one.</summary>
    public string? Code { get; init; }
}

/// <summary>Makes a code, or changes the message of one. Made by its methods.</summary>
public sealed partial record SaveQrCode
{
    /// <summary>The code to change.</summary>
    [JsonInclude]
    public string? Code { get; internal init; }

    /// <summary>The message, at most 140 characters.</summary>
    [JsonInclude]
    public string? PrefilledMessage { get; internal init; }

    /// <summary>Also makes a picture.</summary>
    [JsonInclude]
    public QrImageFormat? GenerateQrImage { get; internal init; }
}

/// <summary>Format of a code's picture.</summary>
[JsonConverter(typeof(OpenEnumConverter<QrImageFormat>))]
public readonly record struct QrImageFormat(string Value) : IOpenEnum<QrImageFormat>
{
    /// <summary>Pixels.</summary>
    public static QrImageFormat Png => new("PNG");

    /// <summary>Vectors.</summary>
    public static QrImageFormat Svg => new("SVG");

    /// <inheritdoc/>
    public static QrImageFormat Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(QrImageFormat other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
