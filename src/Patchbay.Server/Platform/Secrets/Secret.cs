namespace Patchbay.Server.Platform.Secrets;

/// <summary>Text that must not leak. Its printed form is stars, and it has no equality: compare in constant time.</summary>
public sealed class Secret(string value)
{
    /// <summary>The text itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    /// <summary>The last four characters of a text long enough that they give nothing away; otherwise null.</summary>
    public string? LastFour => value.Length >= 16 ? value[^4..] : null;

    public override string ToString() => "***";
}
