using System.Security.Cryptography;

namespace Patchbay.Server.Platform;

/// <summary>The only place that makes ids and random text.</summary>
public sealed class Ids(TimeProvider clock)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A UUID that sorts by time of making (version 7).</summary>
    public Guid Uuid() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The public id of a provider connection.</summary>
    public string Connection() => "pc_" + Token(24);

    /// <summary>Random base62 text; 27 characters carry 160 bits.</summary>
    public string Token(int length) => RandomNumberGenerator.GetString(Base62, length);

    /// <summary>A two-step verification PIN as Meta wants it: six digits.</summary>
    public string Pin() => RandomNumberGenerator.GetString("0123456789", 6);

    public byte[] Bytes(int length) => RandomNumberGenerator.GetBytes(length);
}
