using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Storage.Upgrade;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

/// <summary>This version opens the data of an earlier version with every row and answers reads as before.</summary>
public sealed class UpgradeTests
{
    private const int MostShown = 40;

    /// <summary>
    /// What to count in place of an old table. For a number of the business app this version requests contacts and
    /// history after the upgrade, and publishes that. It notes callers that lack a right.
    /// </summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["events"] = "events where type <> 'phone_number.sync_updated'",
        ["audit_events"] = "audit_events where action <> 'request.refused'",
    };

    /// <summary>Lists the applied schema files; an upgrade adds to it.</summary>
    private const string SchemaFiles = "schema_files";

    /// <summary>The audit log without the requests of this test that were refused.</summary>
    private const string KnownAudit = "audit_events where action <> 'request.refused'";

    /// <summary>
    /// Differences that correct a fault of the earlier version. It read a number that has its own app through the
    /// server's app, and Meta refused that. Now such a number is read through its own app. It called a number restricted
    /// that was only unregistered. It said that a number could receive whose app is not subscribed to messages.
    /// </summary>
    private static readonly string[] Corrected =
    [
        """$.data.connectedAccount.marketingMessagesOnboardingStatus: expected null but was {"status":"ELIGIBLE"}""",
        "$.data.connectedAccount.graphLookupErrors: expected 2 elements but there were 0",
        "$.data.checks[5].state: expected \"fail\" but was \"unknown\"",
        """$.data.checks[5].reason: expected "account_restricted" but was null""",
        """$.data.checks[5].nextAction: expected "see_whatsapp_manager" but was null""",
        "$.data.issues[1].code: expected \"account_restricted\" but was \"missing_webhook_fields\"",
        "$.data.capabilities.canReceiveMessages: expected true but was false",
    ];

    [Theory, EachDatabase]
    public async Task Every_row_is_still_there_and_every_GET_is_answered_as_before(DatabaseKind kind)
    {
        var (recorded, database) = await RecordedData.CopyAsync(kind);
        var metaUrl = $"http://127.0.0.1:{FreePort()}";
        await using var host = await StartAsync(recorded, database, metaUrl);

        var differences = new List<string>();
        foreach (var answer in recorded.Answers)
            differences.AddRange(
                (await DifferencesAsync(host, recorded, answer, metaUrl))
                    .Except(Corrected)
                    .Select(difference => $"GET {answer.Path} as {answer.Key}: {difference}")
            );
        differences.AddRange(await ChangedTablesAsync(host, recorded));
        differences.AddRange(await ChangedVersionsAsync(host));

        recorded.Answers.Count().ShouldBeGreaterThan(300);
        differences.ShouldBeEmpty(string.Join('\n', differences.Take(MostShown)));
    }

    private static Task<PatchbayHost> StartAsync(RecordedData recorded, TestDatabase database, string metaUrl)
    {
        var clock = new ManualClock();
        clock.Advance(recorded.RecordedAt - clock.GetUtcNow());
        var settings = recorded.SettingsFor(metaUrl);
        // The emulator continues with its state from the data folder, so that reads from Meta are as before.
        settings["Emulator:Enabled"] = "true";
        settings["Emulator:Url"] = metaUrl;
        return PatchbayHost.StartOnAsync(database, settings, clock);
    }

    private static async Task<List<string>> ChangedTablesAsync(PatchbayHost host, RecordedData recorded)
    {
        var differences = new List<string>();
        foreach (var (table, rows) in recorded.Rows.Where(table => table.Key != SchemaFiles))
        {
            var now = await CountAsync(
                host,
                table == "audit_events" ? KnownAudit : Renamed.GetValueOrDefault(table, table)
            );
            if (now != rows)
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{table}: {rows} rows became {now}"));
        }
        return differences;
    }

    /// <summary>Receivers of an earlier version get events as they were.</summary>
    private static async Task<IEnumerable<string>> ChangedVersionsAsync(PatchbayHost host) =>
        await CountAsync(host, "endpoints where payload_version <> 1 or channels is not null") is > 0 and var changed
            ? [$"{changed} endpoints get other events than before"]
            : [];

    private static async Task<IEnumerable<string>> DifferencesAsync(
        PatchbayHost host,
        RecordedData recorded,
        RecordedAnswer expected,
        string metaUrl
    )
    {
        using var client = expected.Key == RecordedAnswer.Nobody ? null : host.ClientWith(recorded.Keys[expected.Key]);
        using var response = await (client ?? host.Anonymous).GetAsync(expected.Path);
        var (status, type) = ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType);
        if ((status, type) != (expected.Status, expected.Type))
            return [$"expected {expected.Status} {expected.Type} but was {status} {type}"];
        var body = BodyOf(type, await response.Content.ReadAsByteArrayAsync(), metaUrl);
        return JsonDifferences.Between(expected.Body, body, isRefusal: status >= 400);
    }

    /// <summary>A body in the form that the recording uses.</summary>
    private static JsonElement BodyOf(string? type, byte[] body, string metaUrl)
    {
        var text = Encoding.UTF8.GetString(body).Replace(metaUrl, RecordedAnswer.Meta, StringComparison.Ordinal);
        return JsonElement.Parse(
            type switch
            {
                null or "text/html" => "null",
                "text/plain" => Quoted(text),
                _ when type.EndsWith("json", StringComparison.Ordinal) => text,
                _ => Quoted("sha256:" + Convert.ToHexStringLower(SHA256.HashData(body))),
            }
        );
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static Task<long> CountAsync(PatchbayHost host, string table) =>
        host.Get<Database>().ReadAsync(session => session.ScalarAsync<long>($"select count(*) from {table}"), default);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
