using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>A set of wire values that Meta may extend.</summary>
/// <remarks>Known values are static members; an unknown value keeps its text.</remarks>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }

    /// <summary>Wraps a text.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>Compares the texts of open enums without case, because Meta changes the case of values.</summary>
internal static class OpenEnum
{
    public static bool Same(string? left, string? right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static int Hash(string? value) => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");
}

/// <summary>Reads and writes the text of an open enum as it is.</summary>
internal sealed class OpenEnumConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(
            reader.TokenType is JsonTokenType.String
                ? reader.GetString()!
                : throw new JsonException("A string was expected.")
        );

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
