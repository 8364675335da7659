using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Migrations;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_confirmed_migration_moves_the_account_to_the_other_partners()
    {
        await using var meta = await Meta.StartAsync();
        var scene = await Scene.StartAsync(meta);

        (await scene.MigrateAsync("CONFIRM_MIGRATION")).ShouldBeRefused(100);
        var intent = (string)(await scene.MigrateAsync("INITIATE_MIGRATION")).ShouldSucceed()["migration_intent_id"]!;
        (await scene.MigrateAsync("INITIATE_MIGRATION")).ShouldBeRefused(100);
        ((string)(await scene.MigrateAsync("CONFIRM_MIGRATION")).ShouldSucceed()["status"]!).ShouldBe("APPROVED");
        await meta.SettleAsync();

        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.Shop.AccessToken)).ShouldBeRefused(200);
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.NewPartner)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}/solutions", scene.NewPartner)).ShouldSucceed()["data"]!
            .AsArray()
            .Select(s => (string)s!["id"]!)
            .ShouldBe([scene.Target]);
        ((string)(await meta.GetAsync($"v23.0/{intent}", scene.NewPartner)).ShouldSucceed()["status"]!).ShouldBe(
            "COMPLETED"
        );
        meta.Webhooks.Of("account_update").Select(v => (string)v["event"]!).ShouldContain("PARTNER_REMOVED");
    }

    [Fact]
    public async Task A_cancelled_migration_moves_nothing()
    {
        await using var meta = await Meta.StartAsync();
        var scene = await Scene.StartAsync(meta);
        (await scene.MigrateAsync("INITIATE_MIGRATION")).ShouldSucceed();

        (await scene.MigrateAsync("CANCEL_MIGRATION")).ShouldSucceed();

        (await scene.MigrateAsync("CONFIRM_MIGRATION")).ShouldBeRefused(100);
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.Shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.NewPartner)).ShouldBeRefused(200);
    }

    [Fact]
    public async Task A_migration_can_be_scheduled_only_in_the_future_and_runs_at_its_time()
    {
        await using var meta = await Meta.StartAsync();
        var scene = await Scene.StartAsync(meta);

        (await scene.MigrateAsync("SCHEDULE_MIGRATION")).ShouldBeRefused(100);
        (
            await scene.MigrateAsync("SCHEDULE_MIGRATION", ",\"scheduled_migration_time\":\"2020-01-01T00:00:00Z\"")
        ).ShouldBeRefused(100);
        (
            await scene.MigrateAsync(
                "SCHEDULE_MIGRATION",
                $",\"scheduled_migration_time\":\"{meta.Clock.GetUtcNow().AddHours(2):yyyy-MM-ddTHH:mm:ssZ}\""
            )
        ).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.Shop.AccessToken)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(2));

        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.NewPartner)).ShouldSucceed();
    }

    [Fact]
    public async Task An_approved_hand_over_ends_the_management_on_behalf()
    {
        await using var meta = await Meta.StartAsync();
        var scene = await Scene.StartAsync(meta);
        var world = meta.Emulator.Host.Worlds.Default;
        world.Change(() =>
            world.Find<Waba>(scene.Shop.WabaId)!.OnBehalfOfBusinessId = EmulatorDefaults.PartnerBusinessId
        );

        (await scene.MoveAsync("REQUEST_HANDOVER")).ShouldSucceed();
        (
            await meta.GetAsync($"v23.0/{scene.Shop.WabaId}/in_progress_onbehalf_request", scene.Shop.AccessToken)
        ).ShouldSucceed()["data"]!
            .AsArray()
            .Count.ShouldBe(1);
        (await scene.MoveAsync("CONFIRM_TRANSFER")).ShouldBeRefused(100);
        ((string)(await scene.MoveAsync("APPROVE_HANDOVER")).ShouldSucceed()["status"]!).ShouldBe("COMPLETED");

        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{scene.Shop.WabaId}?fields=ownership_type", scene.NewPartner)
                ).ShouldSucceed()["ownership_type"]!
        ).ShouldBe("SELF_OWNED");
        (
            await meta.GetAsync($"v23.0/{scene.Shop.WabaId}/in_progress_onbehalf_request", scene.NewPartner)
        ).ShouldSucceed()["data"]!
            .AsArray()
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rejected_hand_over_gives_the_new_partner_no_access()
    {
        await using var meta = await Meta.StartAsync();
        var scene = await Scene.StartAsync(meta);
        var intent = (string)(await scene.MoveAsync("REQUEST_HANDOVER")).ShouldSucceed()["mobility_intent_id"]!;

        (await scene.MoveAsync("REJECT_HANDOVER")).ShouldSucceed();

        ((string)(await meta.GetAsync($"v23.0/{intent}", scene.Shop.AccessToken)).ShouldSucceed()["status"]!).ShouldBe(
            "CANCELLED"
        );
        (await meta.GetAsync($"v23.0/{scene.Shop.WabaId}", scene.NewPartner)).ShouldBeRefused(200);
    }

    /// <summary>A shop whose partner has one solution, and two other partners with another solution.</summary>
    private sealed record Scene(Meta Meta, ConnectedNumber Shop, string Source, string Target, string NewPartner)
    {
        public static async Task<Scene> StartAsync(Meta meta)
        {
            await meta.SubscribeAsync();
            var shop = meta.Connect();
            var offer = await new Recipes(meta).MakeAsync("acceptWhatsAppBusinessSolution");
            (await meta.PostAsync($"v23.0/{offer.Path}", offer.Json!, offer.Token)).ShouldSucceed();
            var world = meta.Emulator.Host.Worlds.Default;
            var (target, token) = world.Change(
                () =>
                {
                    var apps = Enumerable
                        .Range(0, 2)
                        .Select(i =>
                            world.Add(
                                new App
                                {
                                    Id = world.Ids.Number(),
                                    Name = $"New {i}",
                                    Secret = "s",
                                    BusinessId = world
                                        .Add(new Business { Id = world.Ids.Number(), Name = $"New {i}" })
                                        .Id,
                                }
                            )
                        )
                        .ToList();
                    var solution = world.Add(
                        new Emulator.Solutions.Solution
                        {
                            Id = world.Ids.Number(16),
                            Name = "New together",
                            OwnerAppId = apps[0].Id,
                            PartnerAppId = apps[1].Id,
                            Status = "ACTIVE",
                            PendingRequest = "NONE",
                        }
                    );
                    var token = world.Add(
                        new Token
                        {
                            Id = "EAAnewpartner",
                            Kind = TokenKind.SystemUser,
                            AppId = apps[0].Id,
                            BusinessId = apps[0].BusinessId,
                            Scopes = [.. Scopes.Whatsapp],
                        }
                    );
                    return (solution.Id, token.Id);
                },
                out _
            );
            return new Scene(meta, shop, offer.Path.Split('/')[0], target, token);
        }

        public Task<Reply> MigrateAsync(string step, string more = "") =>
            Meta.PostAsync(
                $"v23.0/{Shop.WabaId}/set_solution_migration_intent",
                $$"""
                {"solution_id":"{{Source}}","target_solution_id":"{{Target}}",
                "migration_intent":"{{step}}"{{more}}}
                """,
                Shop.AccessToken
            );

        public Task<Reply> MoveAsync(string step) =>
            Meta.PostAsync(
                $"v23.0/{Shop.WabaId}/obo_mobility_intent",
                $$"""{"solution_id":"{{Source}}","target_solution_id":"{{Target}}","intent_type":"{{step}}"}""",
                Shop.AccessToken
            );
    }
}
