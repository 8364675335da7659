using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Patchbay.Server.Platform;

/// <summary>The only source of ids and random texts.</summary>
public sealed class Ids(TimeProvider clock)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const int CountersPerMillisecond = 1 << 12;

    private readonly Lock _gate = new();
    private long _last;

    /// <summary>
    /// A UUID that sorts by creation time (version 7). UUIDs of one server also sort correctly within a millisecond.
    /// </summary>
    public Guid Uuid()
    {
        long ticket;
        // Milliseconds and a counter in one number (RFC 9562, 6.2, method 1). When the counter overflows, ids use the
        // next millisecond.
        lock (_gate)
            ticket = _last = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds() * CountersPerMillisecond, _last + 1);
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(
            bytes,
            (ticket / CountersPerMillisecond << 16) | 0x7000 | (ticket % CountersPerMillisecond)
        );
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// A UUID for an address that is a permission: 122 random bits (version 4), and no time of its making.
    /// </summary>
    public Guid UuidOfAddress() => new(Version4(Bytes(16)), bigEndian: true);

    /// <summary>The public id of a provider connection.</summary>
    public string Connection() => "pc_" + Token(24);

    /// <summary>Random base62 text; 27 characters carry 160 bits.</summary>
    public string Token(int length) => RandomNumberGenerator.GetString(Base62, length);

    /// <summary>A two-step verification PIN as Meta wants it: six digits.</summary>
    public string Pin() => RandomNumberGenerator.GetString("0123456789", 6);

    public byte[] Bytes(int length) => RandomNumberGenerator.GetBytes(length);

    private static byte[] Version4(byte[] bytes)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return bytes;
    }
}
