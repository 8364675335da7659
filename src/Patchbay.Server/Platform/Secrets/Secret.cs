namespace Patchbay.Server.Platform.Secrets;

/// <summary>A text that must not leak. It prints as stars and has no equality: compare it in constant time.</summary>
public sealed class Secret(Func<string> reveal)
{
    public Secret(string value)
        : this(() => value) { }

    /// <summary>The text itself, for the call that needs it.</summary>
    public string Reveal() => reveal();

    /// <summary>
    /// The last four characters; null when the text is so short that four characters would reveal too much.
    /// </summary>
    public string? LastFour => Reveal() is { Length: >= 16 } value ? value[^4..] : null;

    public override string ToString() => "***";
}
