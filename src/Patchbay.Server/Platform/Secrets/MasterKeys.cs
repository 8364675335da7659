using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>The keys that wrap the organizations' data keys, from configuration or a file.</summary>
public sealed partial class MasterKeys
{
    private const int KeyBytes = 32;

    private readonly string _file;
    private readonly ILogger<MasterKeys> _logger;
    private List<(string Id, byte[] Key)> _keys;
    private string? _unsaved;

    public MasterKeys(
        IOptions<VaultOptions> options,
        IOptions<StorageOptions> storage,
        IHostEnvironment host,
        Ids ids,
        ILogger<MasterKeys> logger
    )
    {
        _file = Path.GetFullPath(Path.Combine(storage.Value.DataFolder, "master-key"));
        _logger = logger;
        Source = options.Value.MasterKeys.Count > 0 ? "Vault:MasterKeys" : _file;
        if (options.Value.MasterKeys.Count > 0)
            _keys = [.. options.Value.MasterKeys.Select(Parse)];
        else if (File.Exists(_file))
            _keys = FromFile();
        else if (host.IsProduction())
            throw new StartRefusedException(
                "There is no master key. Set Vault:MasterKeys to 'id:base64' with 32 bytes after the colon, "
                    + $"or write one line of that form into {_file}."
            );
        else
            _keys = [Parse(_unsaved = $"k{ids.Token(6)}:{Convert.ToBase64String(ids.Bytes(KeyBytes))}")];
    }

    /// <summary>Where the keys come from: a setting or a file.</summary>
    public string Source { get; }

    public string ActiveId => _keys[0].Id;

    public byte[] Active => _keys[0].Key;

    public IEnumerable<(string Id, byte[] Key)> All => _keys;

    public byte[] Find(string id) =>
        _keys.Find(key => key.Id == id).Key
        ?? throw new StartRefusedException(
            $"Master key '{id}' sealed data in this database but is not configured. Add it to Vault:MasterKeys."
        );

    /// <summary>
    /// Writes a new key to the key file. Another program may write the file at the same moment; then both use the file
    /// that exists first.
    /// </summary>
    /// <param name="used">The ids of the master keys that sealed data in the database.</param>
    /// <exception cref="StartRefusedException">A new key could not open the data that there is.</exception>
    internal void Keep(IReadOnlyList<string> used)
    {
        if (_unsaved is null)
            return;
        if (!File.Exists(_file) && used.Count > 0)
        {
            throw new StartRefusedException(
                $"The key file {_file} is missing, and master key '{used[0]}' sealed data in this database. Put "
                    + "the file back, or set Vault:MasterKeys."
            );
        }
        if (PrivateFile.TryCreate(_file, _unsaved + "\n"))
            Log.KeyFileMade(_logger, _file);
        _keys = FromFile();
        _unsaved = null;
    }

    private List<(string Id, byte[] Key)> FromFile()
    {
        List<(string, byte[])> keys = [.. ReadLines().Where(line => !string.IsNullOrWhiteSpace(line)).Select(Parse)];
        return keys.Count > 0
            ? keys
            : throw new StartRefusedException(
                $"The key file {_file} is empty. Put back its line 'id:base64', from a backup if data was sealed "
                    + "with it."
            );
    }

    private string[] ReadLines()
    {
        try
        {
            return File.ReadAllLines(_file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The key file {_file} cannot be read. Let the server's user read it.",
                error
            );
        }
    }

    private (string Id, byte[] Key) Parse(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var key = new byte[KeyBytes];
        return
            colon > 0
            && Convert.TryFromBase64String(entry[(colon + 1)..].Trim(), key, out var length)
            && length == KeyBytes
            ? (entry[..colon], key)
            : throw new StartRefusedException(
                $"A master key in {Source} is not 'id:base64' with exactly 32 bytes after the colon. Correct it."
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
