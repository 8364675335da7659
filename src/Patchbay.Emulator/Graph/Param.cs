namespace Patchbay.Emulator.Graph;

internal enum ParamKind
{
    Text,
    Whole,
    Number,
    Flag,
    Object,
    List,
    Any,
}

/// <summary>One parameter of an operation. The pipeline checks every request against its declaration.</summary>
internal sealed record Param(string Name, ParamKind Kind)
{
    public bool Required { get; init; }
    public int? MaxLength { get; init; }
    public long? Min { get; init; }
    public long? Max { get; init; }
    public IReadOnlyList<string>? OneOf { get; init; }
    public IReadOnlyList<Param>? Members { get; init; }
    public Param? Item { get; init; }

    /// <summary>Compares without case, because Meta's samples write some values in both cases.</summary>
    public bool AnyCase { get; init; }

    public Param Must() => this with { Required = true };
}

/// <summary>Short names for declaring parameters in an operation table.</summary>
internal static class P
{
    public static Param Text(string name, int? max = null) => new(name, ParamKind.Text) { MaxLength = max };

    public static Param OneOf(string name, params string[] values) => new(name, ParamKind.Text) { OneOf = values };

    public static Param OneOfAnyCase(string name, params string[] values) =>
        new(name, ParamKind.Text) { OneOf = values, AnyCase = true };

    public static Param Whole(string name, long? min = null, long? max = null) =>
        new(name, ParamKind.Whole) { Min = min, Max = max };

    public static Param Number(string name) => new(name, ParamKind.Number);

    public static Param Flag(string name) => new(name, ParamKind.Flag);

    public static Param Object(string name, params Param[] members) =>
        new(name, ParamKind.Object) { Members = members };

    /// <summary>Declares an object whose members the operation checks itself.</summary>
    public static Param OpenObject(string name) => new(name, ParamKind.Object);

    public static Param List(string name, Param item, int? max = null) =>
        new(name, ParamKind.List) { Item = item, Max = max };

    public static Param Texts(string name, int? max = null) => List(name, Text(""), max);

    public static Param Any(string name) => new(name, ParamKind.Any);

    public static Param Product { get; } = OneOf("messaging_product", "whatsapp").Must();
}
