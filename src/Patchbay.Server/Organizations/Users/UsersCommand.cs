using System.CommandLine;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary><c>users create</c>: the first admin, for whoever has the machine. The password comes from a pipe or is made and printed once.</summary>
internal static class UsersCommand
{
    private const int MadeLength = 20;

    private static readonly Option<string> Organization = new("--org")
    {
        Description = "Organization's name; made when there is none",
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

    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = ServerSetup.Create([], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await app.PrepareStorageAsync();
        var services = app.Services;
        var create = new Command("create", "Make a user") { Organization, Environment, Email, Name, Role, FromPipe };
        create.SetAction((parsed, cancellation) => CreateAsync(services, parsed, cancellation));
        return await new RootCommand("Patchbay users") { create }
            .Parse(args)
            .InvokeAsync();
    }

    private static async Task<int> CreateAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var password = parsed.GetValue(FromPipe)
            ? await Console.In.ReadLineAsync(cancellation)
            : services.GetRequiredService<Ids>().Token(MadeLength);
        var wanted = new CreateUserRequest(
            parsed.GetRequiredValue(Email),
            password,
            parsed.GetRequiredValue(Role),
            parsed.GetValue(Name)
        );
        if (UserRules.Check(wanted) is [var fault, ..])
            return await FailAsync(fault.Message);
        var organizations = services.GetRequiredService<OrganizationStore>();
        var name = parsed.GetRequiredValue(Organization);
        var organization =
            (await organizations.FindByNameAsync(name, cancellation))?.Id
            ?? await organizations.CreateAsync(name, cancellation);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var row = new UserRow
        {
            Id = services.GetRequiredService<Ids>().Uuid(),
            OrganizationId = organization,
            Environment = parsed.GetRequiredValue(Environment),
            Email = UserRules.Normal(wanted.Email!),
            Name = wanted.Name,
            Role = wanted.Role!,
            CreatedAt = now,
            UpdatedAt = now,
            PasswordHash = await services.GetRequiredService<Passwords>().HashAsync(password!, cancellation),
        };
        if (!await services.GetRequiredService<UserStore>().TryInsertAsync(row, Actor.Operator, cancellation))
            return await FailAsync(UserRules.EmailTaken.Message);
        await Console.Out.WriteLineAsync(parsed.GetValue(FromPipe) ? row.Email : password);
        return 0;
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
