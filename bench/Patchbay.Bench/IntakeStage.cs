using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>A database with one organization and the phone numbers of the webhooks, as after sign-ups.</summary>
internal static class IntakeStage
{
    /// <summary>The settings of the server process as arguments.</summary>
    public static string[] Settings(string folder, string? postgres) =>
        [
            $"--Storage:DataFolder={folder}",
            $"--Storage:Postgres={postgres}",
            $"--Vault:MasterKeys:0=bench:{Convert.ToBase64String(new byte[32])}",
            "--Meta:Production:AppId=1",
            $"--Meta:Production:AppSecret={SignedWebhooks.Secret}",
            "--Meta:Production:ConfigId=2",
            "--Server:PublicBaseUrl=http://localhost",
            "--Logging:LogLevel:Default=Warning",
        ];

    /// <param name="settings">The settings of the server.</param>
    /// <param name="fill">Stores more rows in the database.</param>
    public static async Task PrepareAsync(string[] settings, Func<IServiceProvider, Task>? fill = null)
    {
        await using var app = ServerSetup.Create(settings, builder => builder.Configuration.AddCommandLine(settings));
        await app.PrepareStorageAsync();
        var services = app.Services;
        var organization = await services.GetRequiredService<OrganizationStore>().CreateAsync("Bench", default);
        var (ids, now) = (services.GetRequiredService<Ids>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        await services
            .GetRequiredService<Database>()
            .WriteAsync(
                async session =>
                {
                    var waba = new WabaRow
                    {
                        Id = ids.Uuid(),
                        OrganizationId = organization,
                        Environment = Environments.Production,
                        MetaWabaId = "102290129340398",
                        Source = "manual",
                        PageIds = "[]",
                        DatasetIds = "[]",
                        CatalogIds = "[]",
                        InstagramAccountIds = "[]",
                        CreatedAt = now,
                        UpdatedAt = now,
                    };
                    await services.GetRequiredService<WabaStore>().SaveAsync(session, waba);
                    foreach (var metaId in SignedWebhooks.PhoneIds)
                        await SavePhoneAsync(services, session, waba, ids, metaId);
                },
                default
            );
        if (fill is not null)
            await fill(services);
    }

    private static async Task SavePhoneAsync(
        IServiceProvider services,
        DbSession session,
        WabaRow waba,
        Ids ids,
        string metaId
    )
    {
        var connection = new ConnectionRow
        {
            Id = ids.Connection(),
            OrganizationId = waba.OrganizationId,
            Environment = waba.Environment,
            Provider = "meta",
            Channel = "whatsapp",
            Status = ConnectionStatus.Connected,
            DisplayName = metaId,
            PhoneNumberId = metaId,
            RowVersion = 1,
            CreatedAt = waba.CreatedAt,
            UpdatedAt = waba.CreatedAt,
        };
        await services.GetRequiredService<ConnectionStore>().SaveAsync(session, connection);
        await services
            .GetRequiredService<PhoneStore>()
            .SaveAsync(
                session,
                new PhoneRow
                {
                    Id = ids.Uuid(),
                    OrganizationId = waba.OrganizationId,
                    Environment = waba.Environment,
                    WabaId = waba.Id,
                    ConnectionId = connection.Id,
                    MetaPhoneNumberId = metaId,
                    PhoneNumber = "+1" + metaId,
                    DisplayPhoneNumber = "+1 " + metaId,
                    IsRegistered = true,
                    IsCoexistence = false,
                    CreatedAt = waba.CreatedAt,
                    UpdatedAt = waba.CreatedAt,
                }
            );
    }
}
