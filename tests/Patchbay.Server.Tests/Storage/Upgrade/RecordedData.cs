using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage.Upgrade;

/// <summary>A data folder, a database and answers of an earlier version. README.md says how they were made.</summary>
internal sealed class RecordedData
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Storage", "Upgrade");

    private readonly JsonElement _recording;

    private RecordedData(JsonElement recording) => _recording = recording;

    /// <summary>The time at which every answer was given; expiry depends on it.</summary>
    public DateTimeOffset RecordedAt => _recording.GetProperty("recordedAt").GetDateTimeOffset();

    /// <summary>API keys and session tokens by the names that the answers use.</summary>
    public Dictionary<string, string> Keys => Texts("keys");

    /// <summary>How many rows each table had.</summary>
    public Dictionary<string, long> Rows =>
        _recording
            .GetProperty("rows")
            .EnumerateObject()
            .ToDictionary(table => table.Name, table => table.Value.GetInt64(), StringComparer.Ordinal);

    public IEnumerable<RecordedAnswer> Answers =>
        _recording
            .GetProperty("answers")
            .EnumerateArray()
            .Select(answer => new RecordedAnswer(
                answer.GetProperty("key").GetString()!,
                answer.GetProperty("path").GetString()!,
                answer.GetProperty("status").GetInt32(),
                answer.GetProperty("type").GetString(),
                answer.GetProperty("body")
            ));

    /// <summary>Copies the data into a new database and a new data folder.</summary>
    public static async Task<(RecordedData Recorded, TestDatabase Database)> CopyAsync(DatabaseKind kind)
    {
        var source = Path.Combine(Folder, kind == DatabaseKind.Sqlite ? "sqlite" : "postgres");
        var database = await TestDatabase.CreateAsync(kind);
        ZipFile.ExtractToDirectory(Path.Combine(source, "data-folder.zip"), database.Folder);
        if (database.Postgres is not null)
            await LoadAsync(database.Postgres, await File.ReadAllTextAsync(Path.Combine(source, "database.sql")));
        await using var answers = File.OpenRead(Path.Combine(source, "answers.json.gz"));
        await using var unpacked = new GZipStream(answers, CompressionMode.Decompress);
        using var recording = await JsonDocument.ParseAsync(unpacked);
        return (new RecordedData(recording.RootElement.Clone()), database);
    }

    /// <summary>The settings of the server that was recorded, with Meta at this address.</summary>
    public Dictionary<string, string?> SettingsFor(string metaUrl) =>
        Texts("settings")
            .ToDictionary(
                setting => setting.Key,
                setting => (string?)setting.Value.Replace(RecordedAnswer.Meta, metaUrl, StringComparison.Ordinal),
                StringComparer.Ordinal
            );

    private static async Task LoadAsync(string connectionString, string dump)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(dump);
        await command.ExecuteNonQueryAsync();
    }

    private Dictionary<string, string> Texts(string member) =>
        _recording
            .GetProperty(member)
            .EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
}

/// <summary>The recorded answer to a GET.</summary>
/// <param name="Key">The name of the key that was sent, or <see cref="Nobody"/>.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Status">The status code.</param>
/// <param name="Type">The media type; null without a body.</param>
/// <param name="Body">JSON as it was, text as a string, a hash of a file, null for a page.</param>
internal sealed record RecordedAnswer(string Key, string Path, int Status, string? Type, JsonElement Body)
{
    public const string Nobody = "nobody";

    /// <summary>Replaces Meta's address, because the emulator listens on another port each time.</summary>
    public const string Meta = "{meta}";
}
