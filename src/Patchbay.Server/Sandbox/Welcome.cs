using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.Onboarding;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Sandbox;

/// <summary>The first ten minutes: an organization, a sandbox key and a link to click, made when there are none, and printed.</summary>
internal sealed class Welcome(
    OrganizationStore organizations,
    ApiKeyStore keys,
    LinkStore links,
    PublicAddress address,
    Ids ids,
    TimeProvider clock,
    IOptions<StorageOptions> storage,
    IOptions<SandboxOptions> sandbox,
    IOptions<OnboardingOptions> onboarding
) : IHostedLifecycleService
{
    private const string OrganizationName = "Demo SaaS",
        LinkName = "Demo customer";

    private string KeyFile => Path.Combine(storage.Value.DataFolder, "sandbox-api-key");

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var first = await organizations.FirstAsync(cancellationToken);
        var tenant = new Tenant(
            first?.Id ?? await organizations.CreateAsync(OrganizationName, cancellationToken),
            Environments.Sandbox
        );
        var newKey = first is null ? await NewKeyAsync(tenant, cancellationToken) : null;
        var link = await LinkAsync(tenant, cancellationToken);
        await Console.Out.WriteLineAsync(
            $"""

              Patchbay is running.

                Server           {address.Base}
                Emulator         {sandbox.Value.Url} (Meta's Graph API, played here)
                Phone page       {sandbox.Value.Url}/phone (you, as the customer)
                Sandbox API key  {newKey ?? $"made earlier, kept in {KeyFile}"}
                Onboarding link  {address.Base}/signup/{link}

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

    private async Task<Guid> LinkAsync(Tenant tenant, CancellationToken cancellation)
    {
        var (pending, _) = await links.ListAsync(tenant, new Page(1, 100), LinkStatus.Pending, null, cancellation);
        if (
            pending.FirstOrDefault(link => link.Name == LinkName && link.AttemptCount < onboarding.Value.MaxAttempts) is
            { } ready
        )
            return ready.Id;
        var row = new LinkRow
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = LinkName,
            Status = LinkStatus.Pending,
            ExternalId = "customer-123",
            AttemptCount = 0,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + TimeSpan.FromDays(onboarding.Value.DefaultLifetimeDays),
        };
        await links.InsertAsync(row, cancellation);
        return row.Id;
    }
}
