namespace Patchbay.Graph.Messages;

/// <summary>Where a media file comes from: an upload or a URL, exactly one of them.</summary>
public sealed record MediaSource
{
    private MediaSource(string? id, string? link)
    {
        Id = id;
        Link = link;
    }

    /// <summary>Id of the upload, if the file is an upload.</summary>
    public string? Id { get; }

    /// <summary>URL of the file, if it is fetched from a URL.</summary>
    public string? Link { get; }

    /// <summary>Uses an uploaded file, which Meta keeps for 30 days.</summary>
    public static MediaSource FromId(string mediaId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mediaId);
        return new(mediaId, null);
    }

    /// <summary>
    /// Uses a URL that Meta fetches; the URL needs a valid TLS certificate and the right content type.
    /// </summary>
    /// <exception cref="ArgumentException">The URI is not an absolute http or https URL.</exception>
    public static MediaSource FromLink(Uri link)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (!link.IsAbsoluteUri || link.Scheme is not ("https" or "http"))
            throw new ArgumentException("A link must be an absolute http or https address.", nameof(link));
        return new(null, link.AbsoluteUri);
    }

    internal MediaContent Content(string? caption = null, string? filename = null, bool? voice = null) =>
        new()
        {
            Id = Id,
            Link = Link,
            Caption = caption,
            Filename = filename,
            Voice = voice,
        };
}
