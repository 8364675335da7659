using System.Text.Json.Serialization;

namespace Patchbay.Graph.Encryption;

/// <summary>The public key that Meta uses to encrypt the data of flows.</summary>
public sealed record BusinessKey : GraphObject
{
    /// <summary>The public key in PEM format.</summary>
    public string? BusinessPublicKey { get; init; }

    /// <summary>Whether the key is valid for the number.</summary>
    public KeySignatureStatus? BusinessPublicKeySignatureStatus { get; init; }
}

/// <summary>Whether a key is valid for a number.</summary>
[JsonConverter(typeof(OpenEnumConverter<KeySignatureStatus>))]
public readonly record struct KeySignatureStatus(string Value) : IOpenEnum<KeySignatureStatus>
{
    /// <summary>The key is valid.</summary>
    public static KeySignatureStatus Valid => new("VALID");

    /// <summary>The number was registered again.</summary>
    /// <remarks>Set the key again.</remarks>
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

/// <summary>The public key to set.</summary>
public sealed record SetBusinessKey
{
    /// <summary>An RSA key of 2,048 bits in PEM format.</summary>
    public required string BusinessPublicKey { get; init; }
}

/// <summary>The public key.</summary>
/// <remarks>Meta writes it plain or wrapped in a list.</remarks>
public sealed record BusinessKeyAnswer : GraphObject
{
    /// <summary>The key, in the wrapped form.</summary>
    public IReadOnlyList<BusinessKey>? Data { get; init; }

    /// <summary>The key, in the plain form.</summary>
    public string? BusinessPublicKey { get; init; }

    /// <summary>Whether the key is valid for the number, in the plain form.</summary>
    public KeySignatureStatus? BusinessPublicKeySignatureStatus { get; init; }
}
