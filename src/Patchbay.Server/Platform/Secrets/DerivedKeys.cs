using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>
/// The keys of fingerprints and derived tokens, one for each purpose. They come from a stored random key, so they
/// outlive a change of the master key.
/// </summary>
public sealed class DerivedKeys
{
    private const int KeyBytes = 32;

    private const string Root = "root";

    // Earlier versions derived the keys of these purposes from the master keys.
    private static readonly string[] Former =
    [
        "token-fingerprint",
        "account-verify-token",
        "instance-verify-token",
        "phone-webhook",
        "signup-page",
        "login-failures",
        "app-webhook|sandbox",
        "app-webhook|production",
    ];

    private readonly ConcurrentDictionary<string, byte[][]> _keys = new(StringComparer.Ordinal);
    private byte[]? _root;

    /// <summary>Returns the key that makes new values of a purpose.</summary>
    public byte[] Derive(string purpose) => DeriveEach(purpose)[0];

    /// <summary>Returns the keys that made the stored values of a purpose, the present key first.</summary>
    public IReadOnlyList<byte[]> DeriveEach(string purpose) =>
        _keys.GetOrAdd(purpose, static (purpose, keys) => [From(keys.LoadedRoot, purpose)], this);

    private byte[] LoadedRoot =>
        _root ?? throw new InvalidOperationException("The derived keys are not loaded before storage is prepared.");

    /// <summary>Opens the stored keys.</summary>
    /// <exception cref="StartRefusedException">A row was changed.</exception>
    internal void Load(IReadOnlyList<DerivedKeyRow> rows, MasterKeys masters)
    {
        foreach (var purpose in rows.GroupBy(row => row.Purpose, StringComparer.Ordinal))
        {
            byte[][] keys = [.. purpose.OrderBy(row => row.Position).Select(row => Open(row, masters))];
            if (purpose.Key == Root)
                _root = keys[0];
            else
                _keys[purpose.Key] = keys;
        }
    }

    /// <summary>Makes the rows of an installation that has none.</summary>
    /// <param name="masters">The first key wraps the rows.</param>
    /// <param name="isUpgrade">Whether an earlier version stored values under keys of the master keys.</param>
    internal static IEnumerable<DerivedKeyRow> Make(MasterKeys masters, bool isUpgrade)
    {
        yield return Wrap(Root, 0, RandomNumberGenerator.GetBytes(KeyBytes), masters);
        if (!isUpgrade)
            yield break;
        foreach (var purpose in Former)
        {
            var position = 0;
            foreach (var (_, master) in masters.All)
                yield return Wrap(purpose, position++, From(master, purpose), masters);
        }
    }

    /// <summary>Wraps a row's key under the first master key.</summary>
    internal static DerivedKeyRow Rewrap(DerivedKeyRow row, MasterKeys masters) =>
        Wrap(row.Purpose, row.Position, Open(row, masters), masters);

    private static DerivedKeyRow Wrap(string purpose, int position, byte[] key, MasterKeys masters)
    {
        var wrapped = new byte[key.Length + Sealing.Overhead];
        Sealing.Seal(masters.Active, key, Place(purpose, position), wrapped);
        return new()
        {
            Purpose = purpose,
            Position = position,
            MasterKeyId = masters.ActiveId,
            WrappedKey = wrapped,
        };
    }

    private static byte[] Open(DerivedKeyRow row, MasterKeys masters)
    {
        try
        {
            return Sealing.Open(masters.Find(row.MasterKeyId), row.WrappedKey, Place(row.Purpose, row.Position));
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new StartRefusedException(
                $"Column wrapped_key of table derived_keys, row '{row.Purpose}' {row.Position}, was changed and cannot "
                    + "be opened. Restore this row from a backup.",
                error
            );
        }
    }

    private static byte[] From(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] Place(string purpose, int position) =>
        Encoding.UTF8.GetBytes($"derived-key|{purpose}|{position}");
}
