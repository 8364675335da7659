using System.Text.Json;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>A member of an object: reads its value and stores it in the object.</summary>
internal abstract class Member<T>
{
    /// <summary>Reads the value at the reader's position.</summary>
    public abstract void Read(ref Utf8JsonReader reader, T target);
}

internal sealed class TextMember<T>(Action<T, string?> set) : Member<T>
{
    public override void Read(ref Utf8JsonReader reader, T target) =>
        set(target, reader.TokenType is JsonTokenType.Null ? null : Texts.Read(ref reader));
}

internal sealed class IdMember<T>(Action<T, string?> set) : Member<T>
{
    public override void Read(ref Utf8JsonReader reader, T target) =>
        set(target, reader.TokenType is JsonTokenType.Null ? null : TextOrNumberConverter.Read(ref reader));
}

/// <summary>A text that must not be null.</summary>
internal sealed class RequiredMember<T>(Action<T, string> set) : Member<T>
{
    public override void Read(ref Utf8JsonReader reader, T target) => set(target, Texts.Read(ref reader));
}

internal sealed class ValueMember<T, TValue>(ValueReader<TValue> value, Action<T, TValue?> set) : Member<T>
{
    public override void Read(ref Utf8JsonReader reader, T target) =>
        set(target, reader.TokenType is JsonTokenType.Null ? default : value.Read(ref reader));
}
