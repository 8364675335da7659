using System.CommandLine;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations;

/// <summary>
/// <c>keys create|list|revoke</c>: manages keys on the server's machine, before the first key exists.
/// </summary>
internal static class KeysCommand
{
    private static readonly Option<string> Organization = new("--org")
    {
        Description = "Name of the organization; created when it does not exist",
        Required = true,
    };
    private static readonly Option<string> Environment = new("--env")
    {
        Description = "sandbox or production",
        DefaultValueFactory = _ => Environments.Sandbox,
    };
    private static readonly Option<string> Name = new("--name")
    {
        Description = "What the key is for",
        DefaultValueFactory = _ => "made on the command line",
    };
    private static readonly Option<string[]> ScopeList = new("--scope")
    {
        Description = "Scope of the key; may be repeated. Default: all but those that end in :admin",
        DefaultValueFactory = _ => [],
    };
    private static readonly Option<string> Role = new("--role")
    {
        Description = "admin, supervisor or agent",
        DefaultValueFactory = _ => Roles.Admin,
    };
    private static readonly Argument<Guid> KeyId = new("id") { Description = "Id of the key, from the list" };

    static KeysCommand()
    {
        Environment.AcceptOnlyFromAmong(Environments.All);
        ScopeList.AcceptOnlyFromAmong(Scopes.All);
        Role.AcceptOnlyFromAmong(Roles.All);
    }

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var create = new Command("create", "Make a key and print it once")
        {
            Organization,
            Environment,
            Name,
            ScopeList,
            Role,
        };
        create.SetAction((parsed, cancellation) => CreateAsync(services, parsed, cancellation));
        var list = new Command("list", "The keys that are not revoked") { Organization, Environment };
        list.SetAction((parsed, cancellation) => ListAsync(services, parsed, cancellation));
        var revoke = new Command("revoke", "Revoke a key at once") { Organization, Environment, KeyId };
        revoke.SetAction((parsed, cancellation) => RevokeAsync(services, parsed, cancellation));
        return await new RootCommand("Patchbay API keys") { create, list, revoke }.RunAsync(args);
    }

    private static async Task<int> CreateAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var organizations = services.GetRequiredService<OrganizationStore>();
        var name = parsed.GetRequiredValue(Organization);
        if (await organizations.RefuseAsync(name, cancellation) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }
        var id = await organizations.FindOrCreateAsync(name, cancellation);
        var scopes = parsed.GetRequiredValue(ScopeList) is { Length: > 0 } given ? given : Scopes.Default;
        var (_, text) = await services
            .GetRequiredService<ApiKeyStore>()
            .CreateAsync(
                new Tenant(id, parsed.GetRequiredValue(Environment)),
                new NewApiKey(parsed.GetRequiredValue(Name), scopes, parsed.GetRequiredValue(Role), ExpiresAt: null),
                Actor.Operator,
                cancellation
            );
        await Console.Out.WriteLineAsync(text);
        return 0;
    }

    private static async Task<int> ListAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        if (await TenantAsync(services, parsed, cancellation) is not { } tenant)
            return 1;
        foreach (var key in await services.GetRequiredService<ApiKeyStore>().ListAsync(tenant, cancellation))
        {
            await Console.Out.WriteLineAsync(
                $"{key.Id}  …{key.LastFour}  {key.Role, -10}  {key.CreatedAt:yyyy-MM-dd}  {key.Name}  [{key.Scopes}]"
            );
        }
        return 0;
    }

    private static async Task<int> RevokeAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        if (await TenantAsync(services, parsed, cancellation) is not { } tenant)
            return 1;
        if (
            await services
                .GetRequiredService<ApiKeyStore>()
                .RevokeAsync(tenant, parsed.GetRequiredValue(KeyId), Actor.Operator, cancellation)
        )
            return 0;
        await Console.Error.WriteLineAsync(
            "This organization has no such key in this environment; 'keys list' shows its keys."
        );
        return 1;
    }

    private static async Task<Tenant?> TenantAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var organization = await services
            .GetRequiredService<OrganizationStore>()
            .FindByNameAsync(parsed.GetRequiredValue(Organization), cancellation);
        if (organization is not null)
            return new Tenant(organization.Id, parsed.GetRequiredValue(Environment));
        await Console.Error.WriteLineAsync("No organization has this name.");
        return null;
    }
}
