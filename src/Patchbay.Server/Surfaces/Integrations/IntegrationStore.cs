using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Reads and writes the rows of <c>integrations</c> and their secrets.</summary>
public sealed class IntegrationStore(Database database, Vault vault, AuditStore audit)
{
    public Task<IReadOnlyList<IntegrationRow>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<IntegrationRow>(
                        $"select * from integrations where {Tenant.Filter} order by created_at, id"
                    ),
            cancellation
        );

    public Task<IntegrationRow?> FindAsync(Tenant tenant, string channel, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<IntegrationRow>(
                        $"select * from integrations where {Tenant.Filter} and channel = @channel",
                        new { channel }
                    ),
            cancellation
        );

    /// <summary>The whole config with unmasked secrets.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> ConfigAsync(
        IntegrationRow row,
        CancellationToken cancellation
    )
    {
        var config = StoredConfig.Read(row.Config);
        if (row.Secrets is null)
            return config;
        var secrets = await vault.OpenAsync(SecretsPlace(row), row.Secrets, cancellation);
        foreach (var (name, value) in StoredConfig.Read(secrets.Reveal()))
            config[name] = value;
        return config;
    }

    public async ValueTask<IntegrationRow> WithConfigAsync(
        IntegrationRow row,
        IReadOnlyDictionary<string, string> config,
        CancellationToken cancellation
    )
    {
        var secrets = StoredConfig.Write(config.Where(setting => Masking.IsSensitive(setting.Key)));
        return row with
        {
            Config = StoredConfig.Write(config.Where(setting => !Masking.IsSensitive(setting.Key))) ?? "{}",
            Secrets = secrets is null
                ? null
                : await vault.SealAsync(SecretsPlace(row), new Secret(secrets), cancellation),
        };
    }

    /// <summary>Inserts or updates the row; false when the row was changed since it was read.</summary>
    public Task<bool> TrySaveAsync(IntegrationRow row, Actor actor, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var saved =
                    await session.ExecuteAsync(
                        row.RowVersion == 0
                            ? """
                            insert into integrations (id, organization_id, environment, channel, is_active, config,
                                secrets, division_id, row_version, created_at, updated_at)
                            values (@Id, @OrganizationId, @Environment, @Channel, @IsActive, @Config, @Secrets,
                                @DivisionId, 1, @CreatedAt, @UpdatedAt) on conflict do nothing
                            """
                            : $"""
                            update integrations set is_active = @IsActive, config = @Config, secrets = @Secrets,
                                division_id = @DivisionId, row_version = row_version + 1, updated_at = @UpdatedAt
                            where {Tenant.Filter} and id = @Id and row_version = @RowVersion
                            """,
                        row
                    ) == 1;
                if (saved)
                    await audit.AddAsync(
                        session,
                        new AuditEvent(
                            new(row.OrganizationId, row.Environment),
                            actor,
                            "integration.saved",
                            "integration",
                            row.Id.ToString(),
                            AuditResult.Succeeded
                        )
                    );
                return saved;
            },
            cancellation
        );

    // The place is named by channel, because a row's id is not final until the row is stored.
    private static SecretPlace SecretsPlace(IntegrationRow row) =>
        new(row.OrganizationId, "integrations", $"{row.Environment}/{row.Channel}", "secrets");
}
