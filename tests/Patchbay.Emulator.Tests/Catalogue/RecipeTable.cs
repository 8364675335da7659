using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>Recipes by operation id. Making a recipe may send requests that prepare the world.</summary>
internal sealed class RecipeTable : IEnumerable<string>
{
    private readonly Dictionary<string, Func<Task<Recipe>>> _makers = new(StringComparer.Ordinal);

    public void Add(string operation, Func<Recipe> make) => _makers.Add(operation, () => Task.FromResult(make()));

    public void Add(string operation, Func<Task<Recipe>> make) => _makers.Add(operation, make);

    public bool TryGet(string operation, [NotNullWhen(true)] out Func<Task<Recipe>>? make) =>
        _makers.TryGetValue(operation, out make);

    public IEnumerator<string> GetEnumerator() => _makers.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
