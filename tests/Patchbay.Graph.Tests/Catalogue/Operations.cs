using System.Reflection;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>Every operation that the client declares.</summary>
internal static class Operations
{
    public static IReadOnlyList<GraphOperation> All { get; } =
    [
        .. typeof(GraphClient)
            .Assembly.GetTypes()
            .SelectMany(t =>
                t.GetFields(
                    BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            )
            .Where(f => typeof(GraphOperation).IsAssignableFrom(f.FieldType))
            .OrderBy(f => f.DeclaringType!.FullName, StringComparer.Ordinal)
            .Select(f => (GraphOperation)f.GetValue(null)!),
    ];

    public static string AreaOf(GraphOperation operation) =>
        typeof(GraphClient)
            .Assembly.GetTypes()
            .First(t =>
                t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Any(f =>
                        typeof(GraphOperation).IsAssignableFrom(f.FieldType)
                        && ReferenceEquals(f.GetValue(null), operation)
                    )
            )
            .Namespace!.Split('.')[^1];
}
