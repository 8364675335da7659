using System.Collections;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Graph;

/// <summary>The readable fields of a type of node, and those that a request without <c>fields</c> gets.</summary>
internal abstract class NodeType(string name)
{
    public string Name => name;

    public abstract Type Clr { get; }

    public abstract JsonObject Read(Node node, FieldSet? fields, World world);

    public abstract IReadOnlyCollection<string> FieldNames { get; }
}

internal sealed class NodeType<T>(string name) : NodeType(name), IEnumerable<string>
    where T : Node
{
    private readonly Dictionary<string, Func<T, World, JsonNode?>> _getters = new(StringComparer.Ordinal)
    {
        ["id"] = (node, _) => node.ShownId,
    };
    private readonly List<string> _defaults = [];

    public override Type Clr => typeof(T);

    public override IReadOnlyCollection<string> FieldNames => _getters.Keys;

    public void Add(string field, Func<T, JsonNode?> get) => _getters[field] = (node, _) => get(node);

    public void Add(string field, Func<T, World, JsonNode?> get) => _getters[field] = get;

    /// <summary>Declares a field that a request without <c>fields</c> gets too.</summary>
    public void Add(string field, Show show, Func<T, JsonNode?> get)
    {
        Add(field, get);
        if (show == Show.Always)
            _defaults.Add(field);
    }

    public void Add(string field, Show show, Func<T, World, JsonNode?> get)
    {
        Add(field, get);
        if (show == Show.Always)
            _defaults.Add(field);
    }

    public override JsonObject Read(Node node, FieldSet? fields, World world)
    {
        var answer = new JsonObject();
        if (fields is null)
        {
            foreach (var field in _defaults)
                Put(answer, field, _getters[field]((T)node, world));
        }
        else
        {
            foreach (var field in fields.Fields)
            {
                var get = _getters.GetValueOrDefault(field.Name) ?? throw Refusals.UnknownField(field.Name, Name);
                Put(answer, field.Alias ?? field.Name, Pick(Shape(get((T)node, world), field), field.Inner));
            }
        }
        answer["id"] = node.ShownId;
        return answer;
    }

    public IEnumerator<string> GetEnumerator() => _getters.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Put(JsonObject answer, string field, JsonNode? value)
    {
        if (value is not null)
            answer[field] = value.Parent is null ? value : value.DeepClone();
    }

    private static JsonNode? Pick(JsonNode? value, FieldSet? fields) =>
        (value, fields) switch
        {
            (null, _) or (_, null) => value,
            (JsonArray list, _) => new JsonArray([.. list.Select(item => Pick(item?.DeepClone(), fields))]),
            (JsonObject edge, _) when edge["data"] is JsonArray data => WithPaging(
                new JsonObject { ["data"] = Pick(data.DeepClone(), fields) },
                edge
            ),
            (JsonObject inner, _) => PickMembers(inner, fields),
            _ => value,
        };

    private static JsonNode? Shape(JsonNode? value, FieldSet.Field field)
    {
        if (
            field is { Limit: null, Reversed: false }
            || value is not JsonObject edge
            || edge["data"] is not JsonArray data
        )
            return value;
        var all = data.Select(item => item?.DeepClone()).ToList();
        if (field.Reversed)
            all.Reverse();
        var kept = all.Take(field.Limit ?? all.Count).ToList();
        var shaped = new JsonObject { ["data"] = new JsonArray([.. kept]) };
        if (kept.Count > 0 && kept[0]?["id"] is { } first && kept[^1]?["id"] is { } last)
            shaped["paging"] = Cursors(first.ToString(), last.ToString());
        return shaped;
    }

    private static JsonObject Cursors(string first, string last) =>
        new()
        {
            ["cursors"] = new JsonObject { ["before"] = Paging.Cursor(first), ["after"] = Paging.Cursor(last) },
        };

    private static JsonObject WithPaging(JsonObject picked, JsonObject edge)
    {
        if (edge["paging"] is { } paging)
            picked["paging"] = paging.DeepClone();
        return picked;
    }

    private static JsonObject PickMembers(JsonObject value, FieldSet fields)
    {
        var picked = new JsonObject();
        foreach (var field in fields.Fields)
            if (value[field.Name] is { } member)
                picked[field.Alias ?? field.Name] = Pick(Shape(member.DeepClone(), field), field.Inner);
        if (value["id"] is { } id && !picked.ContainsKey("id"))
            picked["id"] = id.DeepClone();
        return picked;
    }
}

internal enum Show
{
    OnRequest,
    Always,
}
