using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Start;

/// <summary>A start that is refused says in a sentence what is wrong and what to do, and ends with code 1.</summary>
public sealed class RefusedStartTests
{
    private static readonly Dictionary<string, string?> Usual = [];

    public static TheoryData<string, string, string, string> BadSettings =>
        new()
        {
            { "Vault:MasterKeys:0", "", "master key", "id:base64" },
            { "Vault:MasterKeys:0", "k", "master key", "Vault:MasterKeys" },
            { "Vault:MasterKeys:0", "k:", "master key", "32 bytes" },
            { "Vault:MasterKeys:0", "k:AAAA", "master key", "32 bytes" },
            { "Vault:MasterKeys:0", "k:!", "master key", "32 bytes" },
            { "Server:PublicBaseUrl", "", "Server:PublicBaseUrl", "https" },
            { "Server:PublicBaseUrl", "patchbay.example.com", "Server:PublicBaseUrl", "address" },
            { "Server:PublicBaseUrl", "ftp://patchbay.example.com", "Server:PublicBaseUrl", "address" },
            { "Meta:Production:AppId", "1", "Meta:Production:AppSecret", "docs/going-live.md" },
            { "Meta:Sandbox:AppId", "1", "Meta:Sandbox:AppSecret", "docs/going-live.md" },
            { "Retention:Days", "1", "setting", "Days" },
            { "Retention:Days", "many", "Retention:Days", "many" },
            { "Storage:Postgres", "nonsense", "Storage:Postgres", "connection string" },
            { "Storage:Postgres", "Host=127.0.0.1;Port=1;Username=a;Database=b", "127.0.0.1:1", "Storage:Postgres" },
            { "Telemetry:OtlpEndpoint", "here", "Telemetry:OtlpEndpoint", "absolute" },
        };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public async Task A_wrong_setting_is_named(string setting, string value, string named, string advice)
    {
        using var folder = new TestFolder();
        var ended = await StartedProgram.RunAsync(folder.Path, new Dictionary<string, string?> { [setting] = value });
        ended.ShouldBeRefused(named, advice);
    }

    [Fact]
    public async Task A_missing_master_key_is_named_with_its_file()
    {
        using var folder = new TestFolder();
        var without = new Dictionary<string, string?> { ["Vault:MasterKeys:0"] = null };
        (await StartedProgram.RunAsync(folder.Path, without)).ShouldBeRefused(
            "There is no master key",
            Path.Combine(folder.Path, "master-key")
        );
        File.WriteAllText(Path.Combine(folder.Path, "master-key"), "\n");
        (await StartedProgram.RunAsync(folder.Path, without)).ShouldBeRefused(
            "is empty",
            Path.Combine(folder.Path, "master-key")
        );
    }

    [Fact]
    public async Task Another_master_key_than_the_one_that_sealed_the_database_is_refused()
    {
        using var folder = await UsedFolderAsync();
        var (wrong, other) = (Convert.ToBase64String(new byte[32]), "other:" + Convert.ToBase64String(new byte[32]));
        (await StartedProgram.RunAsync(folder.Path, Setting("Vault:MasterKeys:0", "k:" + wrong))).ShouldBeRefused(
            "'k'",
            "Restore the original key"
        );
        (await StartedProgram.RunAsync(folder.Path, Setting("Vault:MasterKeys:0", other))).ShouldBeRefused(
            "'k'",
            "Vault:MasterKeys"
        );
    }

    [Fact]
    public async Task A_missing_key_file_beside_sealed_data_is_not_replaced_in_development()
    {
        using var folder = new TestFolder();
        var development = new Dictionary<string, string?>
        {
            ["Vault:MasterKeys:0"] = null,
            ["DOTNET_ENVIRONMENT"] = "Development",
        };
        (await StartedProgram.RunAsync(folder.Path, development, "keys", "create", "--org", "Acme")).ExitCode.ShouldBe(
            0
        );
        var file = Path.Combine(folder.Path, "master-key");
        var key = await File.ReadAllTextAsync(file);
        File.Delete(file);

        (await StartedProgram.RunAsync(folder.Path, development)).ShouldBeRefused(file, "missing", "Put the file back");

        File.Exists(file).ShouldBeFalse();
        await File.WriteAllTextAsync(file, key);
        (await StartedProgram.RunAsync(folder.Path, development, "keys", "list", "--org", "Acme")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("emptied of its header")]
    [InlineData("overwritten in its first pages")]
    [InlineData("text")]
    public async Task A_damaged_database_file_is_named(string how)
    {
        using var folder = await UsedFolderAsync();
        var file = Path.Combine(folder.Path, "patchbay.db");
        Damage(file, how);
        (await StartedProgram.RunAsync(folder.Path, Usual)).ShouldBeRefused(file, "backup");
        (await StartedProgram.RunAsync(folder.Path, Usual, "keys", "list", "--org", "Acme")).ShouldBeRefused(file);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        using var folder = await UsedFolderAsync();
        await ExecuteAsync(folder, "insert into schema_files values ('9999_from_the_future.sql', 0)");
        (await StartedProgram.RunAsync(folder.Path, Usual)).ShouldBeRefused(
            "newer version",
            "9999_from_the_future.sql",
            "backup"
        );
    }

    [Fact]
    public async Task A_derived_key_that_was_altered_is_named()
    {
        using var folder = await UsedFolderAsync();
        await ExecuteAsync(folder, "update derived_keys set wrapped_key = zeroblob(60)");
        (await StartedProgram.RunAsync(folder.Path, Usual)).ShouldBeRefused("derived_keys", "wrapped_key", "'root'");
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_named()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        (await StartedProgram.RunAsync(file, Usual)).ShouldBeRefused(file, "Storage:DataFolder");
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var folder = new TestFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (
            await StartedProgram.RunAsync(folder.Path, Setting("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"))
        ).ShouldBeRefused($"127.0.0.1:{port}", "--urls");
    }

    [Fact]
    public async Task A_second_server_on_a_SQLite_folder_is_refused_and_commands_are_not()
    {
        using var folder = new TestFolder();
        using (var first = await StartedProgram.ServeAsync(folder.Path, Usual))
        {
            (await StartedProgram.RunAsync(folder.Path, Usual)).ShouldBeRefused("Another Patchbay server", folder.Path);
            (await StartedProgram.RunAsync(folder.Path, Usual, "keys", "create", "--org", "Acme")).ExitCode.ShouldBe(0);
            first.Process.Kill();
        }
        // The system released the lock of the server that was killed.
        using var next = await StartedProgram.ServeAsync(folder.Path, Usual);
        next.Process.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Others_cannot_read_the_data_folder_or_its_files_after_a_start()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes");
            return;
        }
        using var folder = await UsedFolderAsync();
        var key = Path.Combine(folder.Path, "master-key");
        await File.WriteAllTextAsync(key, StartedProgram.Key);
        const UnixFileMode open = (UnixFileMode)0b110_100_100,
            hidden = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        foreach (var file in Directory.GetFiles(folder.Path))
            File.SetUnixFileMode(file, open);

        using var server = await StartedProgram.ServeAsync(folder.Path, Usual);

        File.GetUnixFileMode(folder.Path).ShouldBe(hidden | UnixFileMode.UserExecute);
        var modes = Directory.GetFiles(folder.Path).ToDictionary(file => file, File.GetUnixFileMode);
        modes
            .Keys.Select(Path.GetFileName)
            .ShouldBeSubsetOf(["patchbay.db", "patchbay.db-wal", "patchbay.db-shm", "patchbay.lock", "master-key"]);
        modes.Count.ShouldBe(5);
        modes.Values.ShouldAllBe(mode => mode == hidden);
    }

    [Theory]
    [InlineData("keys", "--help")]
    [InlineData("keys", "create", "--help")]
    [InlineData("keys", "list", "-h")]
    [InlineData("keys", "revoke", "-?")]
    [InlineData("users", "--help")]
    [InlineData("users", "create", "--help")]
    [InlineData("vault", "--help")]
    [InlineData("vault", "status", "--help")]
    [InlineData("vault", "rotate", "--help")]
    [InlineData("connections", "--help")]
    [InlineData("connections", "release", "--help")]
    public async Task Help_needs_no_key_and_no_data(params string[] args)
    {
        using var folder = new TestFolder();
        var ended = await StartedProgram.RunAsync(folder.Path, Setting("Vault:MasterKeys:0", null), args);
        (ended.ExitCode, ended.Error).ShouldBe((0, ""));
        ended.Output.ShouldContain("Usage:");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("keys", "create", "--org", "Acme")]
    [InlineData("users", "create", "--org", "Acme", "--email", "ada@acme.example")]
    [InlineData("vault", "status")]
    [InlineData("connections", "release", "--phone", "1")]
    public async Task A_command_without_a_key_is_refused_in_a_sentence(params string[] args)
    {
        using var folder = new TestFolder();
        (await StartedProgram.RunAsync(folder.Path, Setting("Vault:MasterKeys:0", null), args)).ShouldBeRefused(
            "There is no master key"
        );
    }

    private static async Task<TestFolder> UsedFolderAsync()
    {
        var folder = new TestFolder();
        (await StartedProgram.RunAsync(folder.Path, Usual, "keys", "create", "--org", "Acme")).ExitCode.ShouldBe(0);
        return folder;
    }

    private static Dictionary<string, string?> Setting(string name, string? value) => new() { [name] = value };

    private static async Task ExecuteAsync(TestFolder folder, string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.Path, "patchbay.db")};Pooling=False"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static void Damage(string file, string how)
    {
        foreach (var log in (string[])["-wal", "-shm"])
            File.Delete(file + log);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        switch (how)
        {
            case "truncated":
                stream.SetLength(stream.Length / 2);
                break;
            case "emptied of its header":
                stream.Write(new byte[100]);
                break;
            case "overwritten in its first pages":
                stream.Position = 100;
                stream.Write(Enumerable.Repeat((byte)0x5A, 40_000).ToArray());
                break;
            default:
                stream.SetLength(0);
                stream.Write("This is no database."u8);
                break;
        }
    }

    /// <summary>A temporary folder.</summary>
    private sealed class TestFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("patchbay-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
