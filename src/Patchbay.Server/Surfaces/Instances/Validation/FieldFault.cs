using System.Buffers;
using System.Text.Json;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Instances.Validation;

/// <summary>One fault of a request, with the texts of FastAPI and pydantic 2.</summary>
/// <param name="In"><c>path</c>, <c>query</c> or <c>body</c>.</param>
/// <param name="Name">The parameter or member; null for the body as a whole.</param>
/// <param name="Type">pydantic's type of the fault.</param>
/// <param name="Message">pydantic's message.</param>
internal sealed record FieldFault(string In, string? Name, string Type, string Message)
{
    /// <summary>The position, in characters, where the JSON of a body is invalid.</summary>
    public int? Position { get; init; }

    public static FieldFault Missing(string where, string? name) => new(where, name, "missing", "Field required");

    /// <summary>A fault of the value itself, such as a token that Meta does not accept.</summary>
    public static FieldFault Value(string where, string? name, string sentence) =>
        new(where, name, "value_error", $"Value error, {sentence}");
}

/// <summary>The 422 answer with all faults.</summary>
internal sealed class ValidationProblem(IReadOnlyList<FieldFault> faults) : IResult
{
    public ValidationProblem(FieldFault fault)
        : this([fault]) { }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Wire.Plain))
            Write(json);
        return JsonAnswer.WriteAsync(httpContext, StatusCodes.Status422UnprocessableEntity, buffer.WrittenMemory);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("detail");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteStartArray("loc");
            json.WriteStringValue(fault.In);
            if (fault.Name is { } name)
                json.WriteStringValue(name);
            if (fault.Position is { } position)
                json.WriteNumberValue(position);
            json.WriteEndArray();
            json.WriteString("msg", fault.Message);
            json.WriteString("type", fault.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
