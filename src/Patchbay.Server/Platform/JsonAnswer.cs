using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Patchbay.Server.Platform;

/// <summary>The answer to a request that was carried out, unlike a refusal.</summary>
public interface IGoodAnswer
{
    /// <summary>The id of what the request created; null when it created nothing.</summary>
    string? CreatedId { get; }
}

/// <summary>A JSON answer, written with its feature's own context. Its type appears in the OpenAPI document.</summary>
public sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status)
    : IResult,
        IGoodAnswer,
        IEndpointMetadataProvider
{
    public string? CreatedId => null;

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, status, Wire.Bytes(value, type));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"])
        );
}

/// <summary>The JSON answer to a request that created something: 201.</summary>
public sealed class JsonCreated<T>(T value, JsonTypeInfo<T> type) : IResult, IGoodAnswer, IEndpointMetadataProvider
{
    public string? CreatedId
    {
        get
        {
            using var body = JsonDocument.Parse(Wire.Bytes(value, type));
            var made = body.RootElement.TryGetProperty("data", out var data) ? data : body.RootElement;
            return made.TryGetProperty("id", out var id) ? id.GetString() : null;
        }
    }

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCodes.Status201Created, Wire.Bytes(value, type));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"])
        );
}

public static class JsonAnswer
{
    public static JsonAnswer<T> Of<T>(T value, JsonTypeInfo<T> type, int statusCode = StatusCodes.Status200OK) =>
        new(value, type, statusCode);

    public static JsonCreated<T> Created<T>(T value, JsonTypeInfo<T> type) => new(value, type);

    public static Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
