namespace Patchbay.Graph.Messages;

/// <summary>The value of a template's header.</summary>
public sealed class TemplateHeader
{
    private TemplateHeader(TemplateParameter wire) => Wire = wire;

    internal TemplateParameter Wire { get; }

    /// <summary>Sets the value of the variable in a text header.</summary>
    public static TemplateHeader Text(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "text",
                Text = text,
                ParameterName = variable,
            }
        );

    /// <summary>Sets an image.</summary>
    public static TemplateHeader Image(MediaSource image) => new(new() { Type = "image", Image = image.Content() });

    /// <summary>Sets a video.</summary>
    public static TemplateHeader Video(MediaSource video) => new(new() { Type = "video", Video = video.Content() });

    /// <summary>Sets a document.</summary>
    public static TemplateHeader Document(MediaSource document, string? filename = null) =>
        new(new() { Type = "document", Document = document.Content(filename: filename) });

    /// <summary>Sets an animation: MP4 of at most 3.5 MB, for the marketing endpoint only.</summary>
    public static TemplateHeader Gif(MediaSource gif) => new(new() { Type = "gif", Gif = gif.Content() });

    /// <summary>Sets a location.</summary>
    public static TemplateHeader Location(double latitude, double longitude, string name, string address) =>
        new(
            new()
            {
                Type = "location",
                Location = new()
                {
                    Latitude = latitude,
                    Longitude = longitude,
                    Name = name,
                    Address = address,
                },
            }
        );

    /// <summary>Sets a product.</summary>
    public static TemplateHeader Product(TemplateProduct product) => new(new() { Type = "product", Product = product });
}
