using System.Text;

namespace Patchbay.Emulator.Hosting;

/// <summary>One request as it came. Tokens appear masked in every text form.</summary>
public sealed class RequestRecord
{
    public long Number { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public required string Method { get; init; }

    /// <summary>Path after the version, with a leading slash.</summary>
    public required string Path { get; init; }
    public required string Version { get; init; }
    public IReadOnlyList<string> Query { get; init; } = [];
    internal IReadOnlyList<string> FormNames { get; init; } = [];
    internal byte[] RawBody { get; init; } = [];
    internal string? Credential { get; init; }

    public string Body => Encoding.UTF8.GetString(RawBody);
    public string MaskedToken =>
        Credential is null ? ""
        : Credential.Length <= 12 ? "***"
        : $"{Credential[..6]}***";

    /// <summary>Returns whether the request carried exactly this token.</summary>
    public bool Used(string token) => Credential == token;

    /// <summary>0 until answered.</summary>
    public int Status { get; internal set; }
    public string TraceId { get; init; } = "";

    public override string ToString() => $"{Method} {Path} → {Status}";
}
