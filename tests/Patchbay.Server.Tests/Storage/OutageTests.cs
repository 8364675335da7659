using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Platform.Edge;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

/// <summary>A full disk: reads go on, and the log is not flooded.</summary>
public sealed class OutageTests
{
    private static readonly string[] Reads =
    [
        "/v1/phones",
        "/v1/instances",
        "/v1/provider-connections",
        "/v1/onboarding-links",
        "/v1/outgoing-webhooks",
        "/v1/api-keys",
        "/api/integrations",
        "/api/integrations/accounts",
    ];

    [Fact]
    public async Task Reads_with_a_key_go_on_while_the_disk_is_full()
    {
        await using var stage = await Stage.StartAsync();
        await RefuseWritesAsync(stage);
        for (var minute = 0; minute < 3; minute++)
        {
            foreach (var path in Reads)
                await stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await AllowWritesAsync(stage);
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
        var keys = await stage.Api.GetAsync("/v1/api-keys").ShouldBeAsync(HttpStatusCode.OK);
        keys.GetRawText().ShouldContain($"\"lastUsedAt\":\"{stage.Clock.GetUtcNow():yyyy-MM-ddTHH:mm}");
    }

    [Theory, EachDatabase]
    public async Task A_full_disk_is_one_log_line_a_minute(DatabaseKind kind)
    {
        using var logs = new KeptLogs();
        await using var stage = await Stage.StartAsync(
            kind,
            services: services => services.AddSingleton<ILoggerProvider>(logs)
        );
        var phone = await stage.ConnectAsync();
        await StorageFaults.FillDiskAsync(stage);

        for (var i = 0; i < 40; i++)
            await SendAsync(stage, phone, i);
        logs.Alarming.ShouldHaveSingleItem().Text.ShouldContain("Storage is not available");
        await stage.Host.CallsEndedAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 40; i++)
            await SendAsync(stage, phone, i);
        logs.Alarming.Count().ShouldBe(2);
        logs.Alarming.Last().Text.ShouldContain("39 further failures");
        logs.Alarming.ShouldAllBe(line => line.Error == null);

        await StorageFaults.FreeDiskAsync(stage);
    }

    private static async Task SendAsync(Stage stage, ConnectedPhone phone, int number)
    {
        // The body needs more pages than the file may have.
        using var refused = await stage.PostSignedAsync(
            Payload.OneText(phone.MetaPhoneNumberId, $"wamid.{number}", new string('x', 60_000))
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
    }

    // A write to any table fails as on a disk without space for its pages.
    private static Task RefuseWritesAsync(Stage stage) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("pragma max_page_count = 1");
                    await session.ExecuteAsync(
                        """
                        create trigger no_space before update on api_keys begin
                            insert into quarantine (id, environment, reason, body, received_at)
                                values (hex(randomblob(16)), 'sandbox', 'x', zeroblob(4000000), 0);
                        end
                        """
                    );
                },
                default
            );

    private static Task AllowWritesAsync(Stage stage) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("drop trigger no_space");
                    await session.ExecuteAsync("pragma max_page_count = 1073741823");
                },
                default
            );
}
