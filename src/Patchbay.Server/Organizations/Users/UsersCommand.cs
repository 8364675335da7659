using System.CommandLine;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// <c>users create|unlock|reset-second-factor</c>: creates the first admin on the server's machine, and helps users who
/// cannot log in. A password is read from standard input, or generated and printed once.
/// </summary>
internal static class UsersCommand
{
    private const int MadeLength = 20;

    /// <summary>The operator gives rights without having a role.</summary>
    private static readonly Rights Everything = new(Roles.Admin, Roles.ScopesOf(Roles.Admin), Until: null);

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
    private static readonly Option<string> Email = new("--email")
    {
        Description = "Address to log in with",
        Required = true,
    };
    private static readonly Option<string?> Name = new("--name") { Description = "What the user is called" };
    private static readonly Option<string> Role = new("--role")
    {
        Description = "admin, supervisor or agent",
        DefaultValueFactory = _ => Roles.Admin,
    };
    private static readonly Option<bool> FromPipe = new("--password-stdin")
    {
        Description = "Read the password from standard input",
    };

    static UsersCommand()
    {
        Environment.AcceptOnlyFromAmong(Environments.All);
        Role.AcceptOnlyFromAmong(Roles.All);
    }

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var create = new Command("create", "Make a user") { Organization, Environment, Email, Name, Role, FromPipe };
        create.SetAction((parsed, cancellation) => CreateAsync(services, parsed, cancellation));
        var unlock = new Command("unlock", "Forget the failed log-ins of an address") { Email };
        unlock.SetAction((parsed, cancellation) => UnlockAsync(services, parsed, cancellation));
        var reset = new Command("reset-second-factor", "Remove the second factor of a user who lost the device")
        {
            Organization,
            Environment,
            Email,
        };
        reset.SetAction((parsed, cancellation) => ResetAsync(services, parsed, cancellation));
        return await new RootCommand("Patchbay users") { create, unlock, reset }.RunAsync(args);
    }

    private static async Task<int> CreateAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var generated = parsed.GetValue(FromPipe) ? null : services.GetRequiredService<Ids>().Token(MadeLength);
        var read = await ReadUserAsync(services, parsed, generated, cancellation);
        if (!read.TryGet(out var user, out var faults))
            return await FailAsync(faults.Message);
        var name = parsed.GetRequiredValue(Organization);
        if (await services.GetRequiredService<OrganizationStore>().RefuseAsync(name, cancellation) is { } refusal)
            return await FailAsync(refusal);
        var created = await MakeAsync(services, parsed, user, cancellation);
        if (!created.TryGet(out var row, out var refused))
            return await FailAsync(refused.Message);
        await Console.Out.WriteLineAsync(generated ?? row.Email);
        return 0;
    }

    private static async Task<Outcome<NewUser>> ReadUserAsync(
        IServiceProvider services,
        ParseResult parsed,
        string? generated,
        CancellationToken cancellation
    )
    {
        var password = generated ?? await Console.In.ReadLineAsync(cancellation);
        return UserRules.Read(RequestOf(parsed, password), Everything, Now(services));
    }

    private static async Task<Outcome<UserRow>> MakeAsync(
        IServiceProvider services,
        ParseResult parsed,
        NewUser user,
        CancellationToken cancellation
    )
    {
        var organization = await OrganizationAsync(services, parsed.GetRequiredValue(Organization), cancellation);
        var tenant = new Tenant(organization, parsed.GetRequiredValue(Environment));
        var creation = services.GetRequiredService<UserCreation>();
        return await creation.RunAsync(tenant, user, Actor.Operator, cancellation);
    }

    private static CreateUserRequest RequestOf(ParseResult parsed, string? password) =>
        new(
            parsed.GetRequiredValue(Email),
            password,
            parsed.GetRequiredValue(Role),
            parsed.GetValue(Name),
            ExpiresAt: null
        );

    private static DateTimeOffset Now(IServiceProvider services) =>
        services.GetRequiredService<TimeProvider>().GetUtcNow();

    private static async Task<int> UnlockAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var email = UserRules.Normal(parsed.GetRequiredValue(Email));
        var counts = services.GetRequiredService<GuessStore>();
        var forgotten = await counts.UnlockAsync(email, cancellation);
        foreach (var user in await services.GetRequiredService<UserStore>().WithEmailAsync(email, cancellation))
        {
            forgotten += await counts.UnlockAsync(Guess.FactorOf(user.Id), cancellation);
            await services
                .GetRequiredService<AuditStore>()
                .AddAsync(
                    new AuditEvent(
                        user.Tenant,
                        Actor.Operator,
                        "user.unlocked",
                        "user",
                        user.Id.ToString(),
                        AuditResult.Succeeded
                    )
                );
        }
        await Console.Out.WriteLineAsync(
            forgotten > 0 ? "The failed log-ins are forgotten." : "This address has no failed log-ins."
        );
        return 0;
    }

    private static async Task<int> ResetAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var organization = await services
            .GetRequiredService<OrganizationStore>()
            .FindByNameAsync(parsed.GetRequiredValue(Organization), cancellation);
        var (environment, email) = (
            parsed.GetRequiredValue(Environment),
            UserRules.Normal(parsed.GetRequiredValue(Email))
        );
        var user = (await services.GetRequiredService<UserStore>().WithEmailAsync(email, cancellation)).FirstOrDefault(
            user => user.OrganizationId == organization?.Id && user.Environment == environment
        );
        if (user is null)
            return await FailAsync("This organization has no such user in this environment.");
        var factors = services.GetRequiredService<SecondFactors>();
        return await factors.RemoveAsync(user, "second_factor.reset", Actor.Operator, cancellation)
            ? 0
            : await FailAsync("This user has no second factor.");
    }

    private static async Task<Guid> OrganizationAsync(
        IServiceProvider services,
        string name,
        CancellationToken cancellation
    )
    {
        var organizations = services.GetRequiredService<OrganizationStore>();
        return (await organizations.FindByNameAsync(name, cancellation))?.Id
            ?? await organizations.CreateAsync(name, cancellation);
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
