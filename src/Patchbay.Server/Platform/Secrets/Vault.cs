using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>
/// Seals secrets with a data key per organization. A sealed value is: layout byte, data key version (4 bytes,
/// big-endian), then nonce, ciphertext and tag.
/// </summary>
public sealed class Vault(VaultStore store, MasterKeys masters)
{
    private const byte Layout = 1;
    private const int Header = 5;

    private readonly ConcurrentDictionary<(Guid, int), byte[]> _dataKeys = new();

    public async ValueTask<byte[]> SealAsync(SecretPlace place, Secret secret, CancellationToken cancellation)
    {
        var key = await KeyAsync(place.OrganizationId, VaultStore.CurrentVersion, cancellation);
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var box = new byte[Header + plain.Length + Sealing.Overhead];
        box[0] = Layout;
        BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(1), VaultStore.CurrentVersion);
        Sealing.Seal(key, plain, place.AssociatedData(VaultStore.CurrentVersion), box.AsSpan(Header));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    public async ValueTask<Secret> OpenAsync(SecretPlace place, byte[] box, CancellationToken cancellation)
    {
        if (box.Length < Header || box[0] != Layout)
            throw new InvalidOperationException("A sealed value has an unknown layout.");
        var version = BinaryPrimitives.ReadInt32BigEndian(box.AsSpan(1));
        var key = await KeyAsync(place.OrganizationId, version, cancellation);
        return new Secret(
            Encoding.UTF8.GetString(Sealing.Open(key, box.AsSpan(Header), place.AssociatedData(version)))
        );
    }

    /// <summary>Creates an organization's data key in the transaction that creates the organization.</summary>
    public async Task CreateDataKeyAsync(DbSession session, Guid organizationId)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = new byte[key.Length + Sealing.Overhead];
        Sealing.Seal(masters.Active, key, WrapData(organizationId, VaultStore.CurrentVersion), wrapped);
        await store.InsertDataKeyAsync(session, organizationId, VaultStore.CurrentVersion, masters.ActiveId, wrapped);
    }

    private async ValueTask<byte[]> KeyAsync(Guid organizationId, int version, CancellationToken cancellation)
    {
        if (_dataKeys.TryGetValue((organizationId, version), out var known))
            return known;
        var row =
            await store.FindDataKeyAsync(organizationId, version, cancellation)
            ?? throw new InvalidOperationException($"Organization {organizationId} has no data key version {version}.");
        return _dataKeys[(organizationId, version)] = Sealing.Open(
            masters.Find(row.MasterKeyId),
            row.WrappedKey,
            WrapData(organizationId, version)
        );
    }

    internal static byte[] WrapData(Guid organizationId, int version) =>
        Encoding.UTF8.GetBytes($"data-key|{organizationId}|{version}");
}
