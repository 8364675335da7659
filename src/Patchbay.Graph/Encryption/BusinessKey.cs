using System.Text.Json.Serialization;

namespace Patchbay.Graph.Encryption;

/// <summary>The public key that Meta encrypts flow data for.</summary>
public sealed record BusinessKey : GraphObject
{
    /// <summary>The key, PEM.</summary>
    public string? BusinessPublicKey { get; init; }

    /// <summary>Whether it belongs to the number now.</summary>
    public KeySignatureStatus? BusinessPublicKeySignatureStatus { get; init; }
}

/// <summary>Whether a key belongs to a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<KeySignatureStatus>))]
public readonly record struct KeySignatureStatus(string Value) : IOpenEnum<KeySignatureStatus>
{
    /// <summary>It does.</summary>
    public static KeySignatureStatus Valid => new("VALID");

    /// <summary>The number was registered anew: send the key again.</summary>
    public static KeySignatureStatus Mismatch => new("MISMATCH");

    /// <inheritdoc/>
    public static KeySignatureStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(KeySignatureStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A public key to use.</summary>
public sealed record SetBusinessKey
{
    /// <summary>RSA with 2,048 bits, PEM.</summary>
    public required string BusinessPublicKey { get; init; }
}

/// <summary>The key, plain or wrapped in a list.</summary>
public sealed record BusinessKeyAnswer : GraphObject
{
    /// <summary>The key, in the wrapped form.</summary>
    public IReadOnlyList<BusinessKey>? Data { get; init; }

    /// <summary>The key, in the plain form.</summary>
    public string? BusinessPublicKey { get; init; }

    /// <summary>Whether it belongs to the number now, in the plain form.</summary>
    public KeySignatureStatus? BusinessPublicKeySignatureStatus { get; init; }
}
