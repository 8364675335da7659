using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Emulator;
using Patchbay.Server.Connections;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class RefreshTests
{
    [Fact]
    public async Task A_token_is_renewed_before_its_end()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        (await DrainAsync(stage.Host)).ShouldBe(0);

        stage.Clock.Advance(TimeSpan.FromDays(47));
        (await DrainAsync(stage.Host)).ShouldBe(1);

        var renewed = await stage.ReadConnectionAsync(made.Id());
        renewed.Text("token_refreshed_at").ShouldBe("2026-03-03T10:30:00.000Z");
        renewed.Text("token_expires_at").ShouldBe("2026-05-02T10:30:00.000Z");
        (await stage.StoredTokenAsync(made.Id())).ShouldNotBe(number.AccessToken);
        (await DrainAsync(stage.Host)).ShouldBe(0);
    }

    [Fact]
    public async Task An_Instagram_token_is_renewed_at_Instagram()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        var (token, account) = await stage.InstagramLoginAsync();
        var made = await stage
            .Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"Padaria","ig_business_account_id":"{{account}}",
                "access_token":"{{token}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        stage.Clock.Advance(TimeSpan.FromDays(47));
        (await DrainAsync(stage.Host)).ShouldBe(1);

        stage.Meta.Requests.ShouldContain(request => request.Path == "/refresh_access_token" && request.Status == 200);
        (await stage.ReadConnectionAsync(made.Id())).Text("token_refreshed_at").ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_servers_renew_a_thousand_tokens_with_a_thousand_calls()
    {
        Assert.SkipWhen(
            TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        const int count = 1000;
        await using var stage = await Stage.StartAsync(DatabaseKind.Postgres, services: WithoutWorker);
        await using var second = await stage.Host.StartSecondAsync(stage.Settings, WithoutWorker);
        await InsertDueAsync(stage, count);

        var done = await Task.WhenAll(DrainAsync(stage.Host), DrainAsync(second));

        done.Sum().ShouldBe(count);
        done.ShouldAllBe(count => count > 0);
        stage.Meta.Requests.Count(request => request.Path == "/oauth/access_token").ShouldBe(count);
        (
            await stage
                .Host.Get<Database>()
                .ReadAsync(
                    session =>
                        session.ScalarAsync<int>(
                            "select count(*) from connections "
                                + "where token_refreshed_at is not null and status = 'connected'"
                        ),
                    default
                )
        ).ShouldBe(count);
    }

    [Fact]
    public async Task A_failed_renewal_is_retried_later_and_the_last_failure_suspends_the_connection()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["connection.suspended"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        stage.Clock.Advance(TimeSpan.FromDays(47));
        stage.Meta.FailNext("/oauth/access_token", code: 2, httpStatus: 500, times: RefreshRules.MaxFailures);

        (await DrainAsync(stage.Host)).ShouldBe(1);
        (await DrainAsync(stage.Host)).ShouldBe(0);
        for (var i = 1; i < RefreshRules.MaxFailures; i++)
        {
            stage.Clock.Advance(TimeSpan.FromHours(30));
            (await DrainAsync(stage.Host)).ShouldBe(1);
        }

        (await receiver.NextAsync("connection.suspended")).Data.Text("reason").ShouldBe("token_refresh_failed");
        (await stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("suspended");
        stage.Clock.Advance(TimeSpan.FromDays(2));
        (await DrainAsync(stage.Host)).ShouldBe(0);
    }

    [Fact]
    public async Task A_revoked_token_suspends_the_connection_once_and_is_not_renewed_again()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        stage.Clock.Advance(TimeSpan.FromDays(47));
        stage.Meta.RevokeToken(number.AccessToken);
        await DrainAsync(stage.Host);
        // If a check suspends the connection first, the claim of the renewal has to expire.
        stage.Clock.Advance(TimeSpan.FromMinutes(16));
        await DrainAsync(stage.Host);
        (await stage.ReadConnectionAsync(made.Id())).Text("suspension_reason").ShouldBe("token_revoked");
        (await stage.RowAsync(made.Id())).RefreshDueAt.ShouldBeNull();
        (await SuspensionsToldAsync(stage)).ShouldBe(1);
    }

    [Fact]
    public async Task A_renewal_does_not_publish_again_what_a_check_has_published()
    {
        await using var stage = await Stage.StartAsync(services: services =>
        {
            WithoutWorker(services);
            services.Remove(services.Single(service => service.ImplementationType == typeof(CheckWorker)));
        });
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        stage.Meta.RevokeToken(number.AccessToken);
        stage.Clock.Advance(TimeSpan.FromDays(47));
        await stage.Host.Get<ConnectionChecker>().CheckAsync(await stage.RowAsync(made.Id()), default);
        (await SuspensionsToldAsync(stage)).ShouldBe(1);

        await DrainAsync(stage.Host);

        (await stage.RowAsync(made.Id())).RefreshDueAt.ShouldBeNull();
        (await SuspensionsToldAsync(stage)).ShouldBe(1);
    }

    [Fact]
    public async Task A_rotation_during_a_renewal_keeps_its_own_token()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        var number = stage.Meta.Connect();
        var made = await stage.RegisterAsync(number);
        stage.Clock.Advance(TimeSpan.FromDays(47));
        var claimed = await stage.Host.Get<ConnectionStore>().ClaimRefreshesAsync(10, TimeSpan.FromMinutes(1), default);
        var token = stage.NewTokenOf(number);
        await stage.RotateAsync(made.Id(), token);

        var stored = await stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    stage
                        .Host.Get<ConnectionStore>()
                        .TryReplaceTokenAsync(
                            session,
                            claimed.Single(),
                            new TokenSwap { Status = "connected", AccessToken = [1] }
                        ),
                default
            );

        stored.ShouldBeFalse();
        (await stage.StoredTokenAsync(made.Id())).ShouldBe(token);
    }

    [Fact]
    public async Task The_end_of_a_token_that_is_not_renewed_is_announced_twice()
    {
        await using var stage = await Stage.StartAsync(services: WithoutWorker);
        await using var receiver = await WebhookReceiver.StartAsync();
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["connection.token_expiring"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var made = await stage.RegisterAsync(stage.Meta.Connect());
        foreach (var days in new[] { 54.0, 5.5 })
        {
            stage.Clock.Advance(TimeSpan.FromDays(days));
            var warnings = stage.Host.Get<ExpiryWarnings>();
            await warnings.RunDueAsync(default);
            await warnings.RunDueAsync(default);
            (await receiver.NextAsync("connection.token_expiring")).Data.Text("connectionId").ShouldBe(made.Id());
            await stage.Host.CallsEndedAsync();
        }
        receiver.All.Count.ShouldBe(2);
    }

    /// <summary>Removes the worker, so that only the tests start renewals.</summary>
    internal static void WithoutWorker(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(RefreshWorker)));

    private static Task<int> SuspensionsToldAsync(Stage stage) =>
        stage
            .Host.Get<Database>()
            .ReadAsync(
                session => session.ScalarAsync<int>("select count(*) from events where type = 'connection.suspended'"),
                default
            );

    private static async Task<int> DrainAsync(PatchbayHost host)
    {
        var refresher = host.Get<TokenRefresher>();
        var total = 0;
        for (int done; (done = await refresher.RunDueAsync(default)) > 0; )
            total += done;
        return total;
    }

    internal static async Task InsertDueAsync(Stage stage, int count)
    {
        var (store, vault, ids, now) = (
            stage.Host.Get<ConnectionStore>(),
            stage.Host.Get<Vault>(),
            stage.Host.Get<Ids>(),
            stage.Clock.GetUtcNow()
        );
        var rows = new List<ConnectionRow>();
        for (var i = 0; i < count; i++)
        {
            var (id, number) = (
                ids.Connection(),
                stage.Meta.Connect(new SignupChoices { BusinessName = "Tenants", WabaName = "One of many" })
            );
            rows.Add(
                new ConnectionRow
                {
                    Id = id,
                    OrganizationId = stage.Organization.Id,
                    Environment = "sandbox",
                    Provider = "meta",
                    Channel = "whatsapp",
                    Status = "connected",
                    DisplayName = "x",
                    PhoneNumberId = number.PhoneNumberId,
                    WabaId = number.WabaId,
                    TokenKind = TokenKinds.SystemUser,
                    AccessToken = await vault.SealAsync(
                        ConnectionStore.TokenPlace(stage.Organization.Id, id),
                        new Secret(number.AccessToken),
                        default
                    ),
                    RefreshDueAt = now,
                    RowVersion = 1,
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            );
        }
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    foreach (var row in rows)
                        (await store.SaveAsync(session, row)).ShouldBeTrue();
                },
                default
            );
    }
}
