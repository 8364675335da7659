using System.Diagnostics.CodeAnalysis;

namespace Patchbay.Server.Platform.Problems;

/// <summary>A value, or the refusal that takes its place: exactly one of the two.</summary>
public readonly struct Outcome<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Outcome(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Problem? Problem => _problem;

    /// <summary>
    /// Tells the compiler which half is present: <c>if (!outcome.TryGet(out var value, out var problem)) return
    /// problem;</c>
    /// </summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, _problem);
        return problem is null;
    }

    /// <summary>Returns an outcome with the converted value, or with the same refusal.</summary>
    public Outcome<TOther> Select<TOther>(Func<T, TOther> select)
        where TOther : notnull => TryGet(out var value, out var problem) ? select(value) : problem;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}

/// <summary>Makes outcomes of values whose type is an interface, which has no implicit conversion.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value)
        where T : notnull => value;
}
