using System.Net.Http.Headers;
using Patchbay.Graph.Media;

namespace Patchbay.Graph;

/// <summary>A form with a file in it.</summary>
internal static class MultipartBody
{
    public static MultipartFormDataContent Create(
        Stream content,
        string mimeType,
        string fileName,
        params ReadOnlySpan<(string Name, string Value)> fields
    )
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        var file = new UploadContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(mimeType);
        form.Add(file, "file", fileName);
        return form;
    }
}
