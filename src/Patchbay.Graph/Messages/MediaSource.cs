namespace Patchbay.Graph.Messages;

/// <summary>Where a medium comes from: an upload or an address. Exactly one, by construction.</summary>
public sealed record MediaSource
{
    private MediaSource(string? id, string? link)
    {
        Id = id;
        Link = link;
    }

    /// <summary>Id of the upload, if it is one.</summary>
    public string? Id { get; }

    /// <summary>Address, if it is one.</summary>
    public string? Link { get; }

    /// <summary>An upload; it lives 30 days.</summary>
    public static MediaSource FromId(string mediaId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mediaId);
        return new(mediaId, null);
    }

    /// <summary>An address that Meta fetches, with valid TLS and the right content type.</summary>
    /// <exception cref="ArgumentException">It is not an absolute http or https address.</exception>
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
