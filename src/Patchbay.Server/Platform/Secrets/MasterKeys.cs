using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The keys that wrap the organizations' data keys, from configuration or a file.</summary>
public sealed partial class MasterKeys
{
    private const int KeyBytes = 32;

    private readonly List<(string Id, byte[] Key)> _keys;

    public MasterKeys(
        IOptions<VaultOptions> options,
        IOptions<StorageOptions> storage,
        IHostEnvironment host,
        Ids ids,
        ILogger<MasterKeys> logger
    )
    {
        var entries =
            options.Value.MasterKeys.Count > 0
                ? options.Value.MasterKeys
                : FromFile(Path.Combine(storage.Value.DataFolder, "master-key"), host, ids, logger);
        _keys = [.. entries.Select(Parse)];
    }

    public string ActiveId => _keys[0].Id;

    public byte[] Active => _keys[0].Key;

    public IEnumerable<(string Id, byte[] Key)> All => _keys;

    public byte[] Find(string id) =>
        _keys.Find(key => key.Id == id).Key
        ?? throw new InvalidOperationException(
            $"Master key '{id}' sealed data in this database but is not configured. Add it to Vault:MasterKeys."
        );

    /// <summary>Derives the key for a purpose from the active master key.</summary>
    public byte[] Derive(string purpose) => Derive(Active, purpose);

    /// <summary>
    /// Derives the key for a purpose from each master key, the active key first. For values from before a rotation.
    /// </summary>
    public IEnumerable<byte[]> DeriveEach(string purpose) => _keys.Select(key => Derive(key.Key, purpose));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    private static string[] FromFile(string path, IHostEnvironment host, Ids ids, ILogger logger)
    {
        if (!File.Exists(path))
        {
            if (host.IsProduction())
            {
                throw new InvalidOperationException(
                    "There is no master key. Set Vault:MasterKeys to 'id:base64' with 32 bytes after the colon, "
                        + $"or write one line of that form into {path}."
                );
            }
            // Another process may create the file at the same moment; then both use the file that exists first.
            if (PrivateFile.TryCreate(path, $"k{ids.Token(6)}:{Convert.ToBase64String(ids.Bytes(KeyBytes))}\n"))
                Log.KeyFileMade(logger, path);
        }
        return File.ReadAllLines(path).Where(line => line.Length > 0).ToArray();
    }

    private static (string Id, byte[] Key) Parse(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var key = new byte[KeyBytes];
        return
            colon > 0
            && Convert.TryFromBase64String(entry[(colon + 1)..].Trim(), key, out var length)
            && length == KeyBytes
            ? (entry[..colon], key)
            : throw new InvalidOperationException(
                "A master key must be 'id:base64' with exactly 32 bytes after the colon."
            );
    }

    private static partial class Log
    {
        [LoggerMessage(
            100,
            LogLevel.Warning,
            "A new master key was written to {Path}. Back it up: without it no stored credential can be read again."
        )]
        public static partial void KeyFileMade(ILogger logger, string path);
    }
}
