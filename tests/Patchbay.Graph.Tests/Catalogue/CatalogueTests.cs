using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Patchbay.Graph.Tests.Catalogue;

public sealed partial class CatalogueTests
{
    private static readonly CatalogueRow[] _rows = JsonSerializer.Deserialize(
        File.ReadAllBytes(SpecFiles.Path("operations.json")),
        CatalogueJson.Default.CatalogueRowArray
    )!;

    [Fact]
    public void Client_and_catalogue_have_the_same_operations()
    {
        var client = Operations
            .All.Select(o => $"{o.Id} {o.Method} {o.Path} {Operations.AreaOf(o)}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        var catalogue = _rows.Select(r => $"{r.Id} {r.Method} {r.Path} {r.Area}").Order(StringComparer.Ordinal);
        client.ShouldBe(catalogue);
    }

    [Fact]
    public void The_catalogue_has_all_114_described_operations() => _rows.Count(r => r.Described).ShouldBe(114);

    [Fact]
    public void Operation_ids_are_unique() => _rows.Select(r => r.Id).ShouldBeUnique();

    [Fact]
    public void Every_method_names_Metas_page_and_each_page_of_the_catalogue_is_named()
    {
        var methods = XDocument
            .Load(Path.ChangeExtension(typeof(GraphClient).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(m => MethodName().IsMatch((string)m.Attribute("name")!))
            .ToArray();
        methods.Length.ShouldBeGreaterThan(172);
        methods
            .Where(m => !Remarks(m).StartsWith("Meta: ", StringComparison.Ordinal))
            .Select(m => (string?)m.Attribute("name"))
            .ShouldBeEmpty();
        var named = methods
            .Select(m => $"{MethodName().Match((string)m.Attribute("name")!).Groups["area"].Value}: {Remarks(m)}")
            .ToHashSet();
        _rows.Select(r => $"{r.Area}: Meta: {r.Doc}.").Except(named).ShouldBeEmpty();
    }

    private static string Remarks(XElement method) =>
        string.Join(
            ' ',
            (method.Element("remarks")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex(
        @"^M:Patchbay\.Graph\.(?<area>\w+)\.\w+Operations\.\w+Async\(",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex MethodName();

    [Fact]
    public void Every_operation_has_a_public_method()
    {
        var groups = typeof(GraphClient)
            .Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Operations", StringComparison.Ordinal))
            .ToArray();
        foreach (var group in groups)
        {
            var operations = group
                .GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
                .Count(f => typeof(GraphOperation).IsAssignableFrom(f.FieldType));
            var methods = group
                .GetMethods()
                .Count(m => m.DeclaringType == group && m.Name.EndsWith("Async", StringComparison.Ordinal));
            methods.ShouldBeGreaterThanOrEqualTo(operations, group.Name);
        }
    }
}

internal sealed record CatalogueRow(string Id, string Method, string Path, string Area, bool Described, string Doc);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CatalogueRow[]))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
