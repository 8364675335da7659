using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations;

/// <summary>
/// Several programs at their first start on one data folder, for example a server and the keys command.
/// </summary>
public sealed class FirstStartTests
{
    private const int Programs = 6;

    [Theory, EachDatabase]
    public async Task Programs_that_start_together_create_one_schema_one_master_key_and_one_organization(
        DatabaseKind kind
    )
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var started = await Task.WhenAll(
            Enumerable.Range(0, Programs).Select(_ => Task.Run(() => CreateOrganizationAsync(database)))
        );
        started.Select(program => program.Organization).Distinct().ShouldHaveSingleItem();
        started.Select(program => program.MasterKey).Distinct().ShouldHaveSingleItem();
        Directory.GetFiles(database.Folder, "master-key*").ShouldHaveSingleItem();
    }

    private static async Task<(Guid Organization, string MasterKey)> CreateOrganizationAsync(TestDatabase database)
    {
        await using var app = ServerSetup.Create(
            ["--environment=Development"],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Storage:DataFolder"] = database.Folder,
                        ["Storage:Postgres"] = database.Postgres,
                        ["Emulator:Enabled"] = "false",
                    }
                );
            }
        );
        await app.PrepareStorageAsync();
        var organization = await app
            .Services.GetRequiredService<OrganizationStore>()
            .FindOrCreateAsync("Acme", default);
        return (organization, app.Services.GetRequiredService<MasterKeys>().ActiveId);
    }
}
