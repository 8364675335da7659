using System.Net.Http.Headers;
using System.Text;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>A request that must succeed.</summary>
internal sealed record Recipe(string Path, string? Json = null, string? Token = null)
{
    /// <summary>Sent as multipart instead of JSON.</summary>
    public Dictionary<string, string>? Form { get; init; }
    public (string Name, string FileName, string Type, byte[] Content)? File { get; init; }
    public Dictionary<string, string> Headers { get; init; } = [];
    public byte[]? Raw { get; init; }

    public HttpRequestMessage ToRequest(string method)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(method),
            Path.StartsWith("http", StringComparison.Ordinal) ? Path : "v23.0/" + Path
        );
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Content =
            Raw is not null ? new ByteArrayContent(Raw)
            : Form is not null || File is not null ? Multipart()
            : Json is not null ? new StringContent(Json, Encoding.UTF8, "application/json")
            : null;
        return request;
    }

    private MultipartFormDataContent Multipart()
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Form ?? [])
            form.Add(new StringContent(value), name);
        if (File is { } file)
        {
            var part = new ByteArrayContent(file.Content);
            part.Headers.ContentType = new MediaTypeHeaderValue(file.Type);
            form.Add(part, file.Name, file.FileName);
        }
        return form;
    }
}
