using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Storage;

/// <summary>Where the data is stored: in one SQLite file unless a PostgreSQL connection string is given.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder for the database file, key files and the emulator's state; made at start, mode 0700.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Npgsql connection string. Empty: SQLite in <see cref="DataFolder"/>.</summary>
    public string? Postgres { get; set; }

    public bool IsPostgres => !string.IsNullOrWhiteSpace(Postgres);

    public string SqliteFile => Path.Combine(DataFolder, "patchbay.db");
}
