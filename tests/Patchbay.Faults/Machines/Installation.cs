using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Npgsql;
using Patchbay.Emulator;
using Patchbay.Faults.Load;
using Patchbay.Faults.Receivers;
using Patchbay.Testing;

namespace Patchbay.Faults.Machines;

/// <summary>A Patchbay as an operator sets it up: a data folder, a database, and server processes.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string? _postgres;
    private readonly GraphEmulator _meta;
    private readonly Dictionary<string, string> _settings;
    private readonly ChaosProxy? _line;
    private readonly List<ServerProcess> _servers = [];

    private Installation(
        string folder,
        string? postgres,
        GraphEmulator meta,
        Dictionary<string, string> settings,
        ChaosProxy? line
    )
    {
        _folder = folder;
        _postgres = postgres;
        _meta = meta;
        _settings = settings;
        _line = line;
    }

    public ServerProcess Server => _servers[0];

    /// <summary>Creates an installation with one server, which is not started yet.</summary>
    public static async Task<Installation> CreateAsync(Run run, Setup setup)
    {
        var meta = await run.Machines.MetaAsync();
        var folder = setup.Folder ?? Directory.CreateTempSubdirectory("patchbay-faults-").FullName;
        var postgres =
            run.Storage == StorageKind.Postgres
                ? await (await run.Machines.PostgresAsync()).CreateDatabaseAsync()
                : null;
        var all = new Dictionary<string, string>(setup.Settings, StringComparer.Ordinal)
        {
            // A scenario makes its endpoints at once.
            ["Limits:CreationsPerMinute"] = "0",
            ["Storage:DataFolder"] = folder,
            ["Storage:Postgres"] = postgres ?? "",
            ["Emulator:Enabled"] = "false",
            ["Vault:MasterKeys:0"] = "faults:" + Convert.ToBase64String(new byte[32]),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Meta:Sandbox:AppId"] = meta.AppId,
            ["Meta:Sandbox:AppSecret"] = meta.AppSecret,
            ["Meta:Sandbox:ConfigId"] = meta.ConfigId,
            ["Meta:Sandbox:GraphBaseUrl"] = meta.BaseAddress.ToString().TrimEnd('/'),
        };
        var installation = new Installation(folder, postgres, meta, all, setup.Line);
        installation.AddServer(setup.Name, setup.Fault);
        return installation;
    }

    /// <param name="name">The application name that PostgreSQL sees.</param>
    /// <param name="fault">A fault of <see cref="FaultyServer"/>.</param>
    public ServerProcess AddServer(string name, string? fault = null)
    {
        var settings = new Dictionary<string, string>(_settings, StringComparer.Ordinal);
        if (_postgres is not null)
        {
            var postgres = new NpgsqlConnectionStringBuilder(_postgres) { ApplicationName = name };
            if (_line is not null)
                postgres.Port = _line.Port;
            settings["Storage:Postgres"] = postgres.ToString();
        }
        var server = new ServerProcess(Path.GetTempFileName(), settings, fault);
        _servers.Add(server);
        return server;
    }

    /// <summary>Creates an organization and returns its key. Call it before the server starts.</summary>
    public async Task<string> CreateKeyAsync(string organization) => await Server.CreateKeyAsync(organization);

    /// <summary>Connects a number through the public API: a link, a sign-up, and the connected number.</summary>
    public async Task<Customer> ConnectAsync(string key)
    {
        var api = new HttpClient
        {
            BaseAddress = Server.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        var link = (
            await api.PostJsonAsync("/v1/onboarding-links", """{"name":"Faults"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        )
            .GetProperty("data")
            .GetProperty("id")
            .GetGuid();
        var outcome = _meta.SignUp();
        await using var page = await SignupPage.OpenAsync(Server.Address, link);
        var answer = await page.CallbackAsync(outcome);
        if (answer.GetProperty("status").GetString() != "success")
            throw new InvalidOperationException($"Sign-up failed: {answer}");
        return new(api, outcome.PhoneNumberId!, _meta.AppSecret);
    }

    /// <summary>
    /// Runs SQL without the server, to put a fault into the schema. On SQLite the server must be stopped.
    /// </summary>
    public Task ExecuteAsync(string sql) => CommandAsync(sql, command => command.ExecuteNonQueryAsync());

    public async Task<int> CountAsync(string sql) =>
        Convert.ToInt32(await CommandAsync(sql, command => command.ExecuteScalarAsync()), CultureInfo.InvariantCulture);

    public Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> row) =>
        CommandAsync(
            sql,
            async command =>
            {
                var all = new List<T>();
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    all.Add(row(reader));
                return all;
            }
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<T> CommandAsync<T>(string sql, Func<DbCommand, Task<T>> run)
    {
        await using DbConnection connection = _postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(_folder, "patchbay.db")};Pooling=False;Mode=ReadWrite")
            : new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await run(command);
    }
}

/// <summary>A connected number, and an API client with the key of its organization.</summary>
internal sealed record Customer(HttpClient Api, string MetaPhoneNumberId, string AppSecret)
{
    public NumberedWebhooks NumberedWebhooks => new(MetaPhoneNumberId, AppSecret);

    /// <summary>Creates an outgoing webhook and returns its secret.</summary>
    public async Task<string> SubscribeAsync(string url)
    {
        var made = await Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{url}}","events":["message.received"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        return made.GetProperty("data").GetProperty("secret").GetString()!;
    }
}
