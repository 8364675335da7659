using System.Text.Json.Serialization;

namespace Patchbay.Graph.QrCodes;

/// <summary>A QR code and a link that open a chat with a prefilled message.</summary>
public sealed record QrCode : GraphObject
{
    /// <summary>Id of the code, 14 characters.</summary>
    public string? Code { get; init; }

    /// <summary>The prefilled message, at most 140 characters.</summary>
    public string? PrefilledMessage { get; init; }

    /// <summary>The link.</summary>
    public string? DeepLinkUrl { get; init; }

    /// <summary>URL of the image, which works for a few minutes.</summary>
    public string? QrImageUrl { get; init; }

    /// <summary>When the code was created, in seconds since 1970.</summary>
    public long? CreationTime { get; init; }

    /// <summary>The code, in the wrapped form of a single read.</summary>
    public IReadOnlyList<QrCode>? Data { get; init; }
}

/// <summary>Narrows a list of QR codes.</summary>
/// <remarks>A page has at most 25.</remarks>
public sealed record ListQrCodes : PageQuery
{
    /// <summary>Returns only this code.</summary>
    public string? Code { get; init; }
}

/// <summary>Creates a QR code, or changes its message.</summary>
/// <remarks>The methods of this type create it.</remarks>
public sealed partial record SaveQrCode
{
    /// <summary>Id of the code to change.</summary>
    [JsonInclude]
    public string? Code { get; internal init; }

    /// <summary>The prefilled message, at most 140 characters.</summary>
    [JsonInclude]
    public string? PrefilledMessage { get; internal init; }

    /// <summary>Format of the image to create.</summary>
    [JsonInclude]
    public QrImageFormat? GenerateQrImage { get; internal init; }
}

/// <summary>The image format of a QR code.</summary>
[JsonConverter(typeof(OpenEnumConverter<QrImageFormat>))]
public readonly record struct QrImageFormat(string Value) : IOpenEnum<QrImageFormat>
{
    /// <summary>PNG, a bitmap.</summary>
    public static QrImageFormat Png => new("PNG");

    /// <summary>SVG, a vector image.</summary>
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
