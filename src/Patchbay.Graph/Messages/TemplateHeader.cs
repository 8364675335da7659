namespace Patchbay.Graph.Messages;

/// <summary>The value of a template's header.</summary>
public sealed class TemplateHeader
{
    private TemplateHeader(TemplateParameter wire) => Wire = wire;

    internal TemplateParameter Wire { get; }

    /// <summary>Value of the variable in a text header.</summary>
    public static TemplateHeader Text(string text, string? variable = null) =>
        new(
            new()
            {
                Type = "text",
                Text = text,
                ParameterName = variable,
            }
        );

    /// <summary>An image.</summary>
    public static TemplateHeader Image(MediaSource image) => new(new() { Type = "image", Image = image.Content() });

    /// <summary>A video.</summary>
    public static TemplateHeader Video(MediaSource video) => new(new() { Type = "video", Video = video.Content() });

    /// <summary>A document.</summary>
    public static TemplateHeader Document(MediaSource document, string? filename = null) =>
        new(new() { Type = "document", Document = document.Content(filename: filename) });

    /// <summary>An animation: MP4 of at most 3.5 MB, for the marketing endpoint only.</summary>
    public static TemplateHeader Gif(MediaSource gif) => new(new() { Type = "gif", Gif = gif.Content() });

    /// <summary>A location.</summary>
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

    /// <summary>A product.</summary>
    public static TemplateHeader Product(TemplateProduct product) => new(new() { Type = "product", Product = product });
}
