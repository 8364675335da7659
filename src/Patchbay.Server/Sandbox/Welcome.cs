using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Storage;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Sandbox;

/// <summary>
/// Prints how to begin; creates an organization, a sandbox key and an onboarding link when there are none.
/// </summary>
internal sealed class Welcome(
    OrganizationStore organizations,
    ApiKeyStore keys,
    DemoLink link,
    PublicAddress address,
    IOptions<StorageOptions> storage,
    IOptions<SandboxOptions> sandbox
) : IHostedLifecycleService
{
    private const string OrganizationName = "Demo SaaS";

    private string KeyFile => Path.Combine(storage.Value.DataFolder, "sandbox-api-key");

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var first = await organizations.FirstAsync(cancellationToken);
        var tenant = new Tenant(
            first?.Id ?? await organizations.CreateAsync(OrganizationName, cancellationToken),
            Environments.Sandbox
        );
        var newKey = first is null ? await NewKeyAsync(tenant, cancellationToken) : null;
        var linkId = await link.FindOrCreateAsync(tenant, cancellationToken);
        await Console.Out.WriteLineAsync(
            $"""

              Patchbay is running.

                Server           {address.Base}
                Emulator         {sandbox.Value.Url} (stands in for Meta's Graph API)
                Phone page       {sandbox.Value.Url}/phone (you, as the customer)
                Sandbox API key  {newKey ?? $"made earlier, kept in {KeyFile}"}
                Onboarding link  {address.Base}/signup/{linkId}

            """
        );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string> NewKeyAsync(Tenant tenant, CancellationToken cancellation)
    {
        var (_, text) = await keys.CreateAsync(
            tenant,
            "made at first start",
            Scopes.Default,
            Roles.Admin,
            null,
            cancellation
        );
        PrivateFile.Write(KeyFile, text + "\n");
        return text;
    }
}
