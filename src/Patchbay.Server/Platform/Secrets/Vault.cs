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
public sealed class Vault(VaultStore store, MasterKeys masters, UnreadableSecrets unreadable)
{
    private const byte Layout = 1;
    private const int Header = 5;

    private readonly ConcurrentDictionary<(Guid, int), byte[]> _dataKeys = new();

    public async ValueTask<byte[]> SealAsync(SecretPlace place, Secret secret, CancellationToken cancellation)
    {
        var key = await KeyAsync(place, VaultStore.CurrentVersion, cancellation);
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var box = new byte[Header + plain.Length + Sealing.Overhead];
        box[0] = Layout;
        BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(1), VaultStore.CurrentVersion);
        Sealing.Seal(key, plain, place.AssociatedData(VaultStore.CurrentVersion), box.AsSpan(Header));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="UnreadableSecretException">The value was changed.</exception>
    public async ValueTask<Secret> OpenAsync(SecretPlace place, byte[] box, CancellationToken cancellation)
    {
        try
        {
            if (box.Length < Header || box[0] != Layout)
                throw new UnreadableSecretException(place);
            var version = BinaryPrimitives.ReadInt32BigEndian(box.AsSpan(1));
            var key = await KeyAsync(place, version, cancellation);
            var plain = Sealing.Open(key, box.AsSpan(Header), place.AssociatedData(version));
            unreadable.Opened(place);
            return new Secret(Encoding.UTF8.GetString(plain));
        }
        catch (UnreadableSecretException error)
        {
            unreadable.Note(error.Place);
            throw;
        }
        catch (AuthenticationTagMismatchException error)
        {
            unreadable.Note(place);
            throw new UnreadableSecretException(place, error);
        }
    }

    /// <summary>Creates an organization's data key in the transaction that creates the organization.</summary>
    public async Task CreateDataKeyAsync(DbSession session, Guid organizationId)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = new byte[key.Length + Sealing.Overhead];
        Sealing.Seal(masters.Active, key, WrapData(organizationId, VaultStore.CurrentVersion), wrapped);
        await store.InsertDataKeyAsync(session, organizationId, VaultStore.CurrentVersion, masters.ActiveId, wrapped);
    }

    private async ValueTask<byte[]> KeyAsync(SecretPlace place, int version, CancellationToken cancellation)
    {
        var id = place.OrganizationId;
        if (_dataKeys.TryGetValue((id, version), out var known))
            return known;
        // The version is a part of the value, so a version without a key means that the value was changed.
        var row = await store.FindDataKeyAsync(id, version, cancellation) ?? throw new UnreadableSecretException(place);
        try
        {
            var key = Sealing.Open(masters.Find(row.MasterKeyId), row.WrappedKey, WrapData(id, version));
            return _dataKeys[(id, version)] = key;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new UnreadableSecretException(new(id, "data_keys", $"{id} {version}", "wrapped_key"), error);
        }
    }

    internal static byte[] WrapData(Guid organizationId, int version) =>
        Encoding.UTF8.GetBytes($"data-key|{organizationId}|{version}");
}
