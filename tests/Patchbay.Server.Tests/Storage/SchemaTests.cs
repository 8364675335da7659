using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

public sealed class SchemaTests
{
    [Theory, EachDatabase]
    public async Task Applying_the_schema_again_changes_nothing(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var database = host.Get<Database>();
        await SchemaRunner.ApplyAsync(database, host.Clock, default);
        (
            await database.ReadAsync(session => session.ScalarAsync<long>("select count(*) from schema_files"), default)
        ).ShouldBe(SchemaRunner.Files(database.Dialect).Count());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public void The_files_keep_the_names_that_older_servers_recorded(string dialect) =>
        SchemaRunner
            .Files(dialect)
            .Select(file => file.Name)
            .ShouldBe([
                "0001_foundation.sql",
                "0010_intake.sql",
                "0011_messages.sql",
                "0020_delivery_queues.sql",
                "0030_telemetry.sql",
                "0040_provider_connections.sql",
                "0041_audit.sql",
                "0050_instances.sql",
                "0064_retention.sql",
                "0065_callbacks.sql",
                "0066_integrations.sql",
                "0067_users.sql",
                "0068_direct_messages.sql",
                "0069_logins.sql",
                "0070_mail_messages.sql",
                "0071_quarantined_events.sql",
                "0072_provider_message_id.sql",
                "0080_message_details.sql",
                "0082_payload_versions.sql",
                "0083_callbacks_and_shared_webhooks.sql",
                "0084_registrations.sql",
                "0085_code_choices.sql",
                "0086_link_ways.sql",
                "0087_former_phones.sql",
                "0088_coexistence.sql",
                "0089_app_contacts.sql",
                "0090_own_apps.sql",
                "0093_derived_keys.sql",
                "0097_users_of_organizations.sql",
                "0098_guesses.sql",
                "0099_sessions.sql",
                "0100_second_factors.sql",
                "0101_key_rotation.sql",
                "0105_redirect_origins.sql",
                "0106_attempt_sources.sql",
                "0107_link_order.sql",
                "0108_login_browsers.sql",
                "0109_own_registrations.sql",
                "0110_endpoint_rates.sql",
                "0111_endpoint_queries.sql",
                "0112_link_queries.sql",
            ]);

    [Theory]
    [InlineData("sqlite", "id text, at integer, data blob\nalter table a add b text;\ndone\n")]
    [InlineData("postgres", "id uuid, at bigint, data bytea\nalter table a alter b;\ndone\n")]
    public void A_schema_file_is_translated_for_each_database(string dialect, string sql) =>
        SchemaDialect
            .Write(
                """
                id {uuid}, at {instant}, data {bytes}
                -- [sqlite]
                alter table a add b {uuid};
                -- [postgres]
                alter table a alter b;
                -- [both]
                done
                """,
                dialect
            )
            .ShouldBe(sql);

    [Fact]
    public void An_unknown_type_word_is_refused() =>
        Should
            .Throw<InvalidOperationException>(() => SchemaDialect.Write("id {uid}", "sqlite"))
            .Message.ShouldContain("{uid}");

    [Theory, EachDatabase]
    public async Task A_write_that_fails_is_rolled_back(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var database = host.Get<Database>();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(
                        "insert into organizations (id, name, created_at) values (@id, 'ghost', 0)",
                        new { id = host.Get<Ids>().Uuid() }
                    );
                    throw new InvalidOperationException("stop");
                },
                default
            )
        );
        (
            await database.ReadAsync(
                session => session.ScalarAsync<long>("select count(*) from organizations"),
                default
            )
        ).ShouldBe(0);
    }
}
