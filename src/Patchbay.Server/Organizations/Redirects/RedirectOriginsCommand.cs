using System.CommandLine;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Redirects;

/// <summary><c>redirect-origins list|add|set|remove</c>: where links of an organization may send a browser.</summary>
internal static class RedirectOriginsCommand
{
    private static readonly Option<string> Organization = new("--org")
    {
        Description = "Name of the organization",
        Required = true,
    };
    private static readonly Option<string> Environment = new("--env")
    {
        Description = "sandbox or production",
        Required = true,
    };
    private static readonly Argument<string[]> Origins = new("origin")
    {
        Description = "Origin such as https://app.example.com; may be repeated",
        Arity = ArgumentArity.OneOrMore,
    };

    static RedirectOriginsCommand() => Environment.AcceptOnlyFromAmong(Environments.All);

    private delegate IReadOnlyList<string> Change(IReadOnlyList<string> before, IReadOnlyList<string> given);

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var list = new Command("list", "The origins that links may send a browser to") { Organization, Environment };
        list.SetAction((parsed, cancellation) => ChangeAsync(services, parsed, (before, _) => before, cancellation));
        var root = new RootCommand("Where links may send a browser: in production nowhere without a list")
        {
            list,
            CommandOf(services, "add", "Allow origins", (before, given) => [.. before.Union(given)]),
            CommandOf(services, "set", "Replace the list", (_, given) => given),
            CommandOf(services, "remove", "Remove origins", (before, given) => [.. before.Except(given)]),
        };
        return await root.Parse(args).InvokeAsync();
    }

    private static Command CommandOf(IServiceProvider services, string name, string description, Change change)
    {
        var command = new Command(name, description) { Organization, Environment, Origins };
        command.SetAction((parsed, cancellation) => ChangeAsync(services, parsed, change, cancellation));
        return command;
    }

    private static async Task<int> ChangeAsync(
        IServiceProvider services,
        ParseResult parsed,
        Change change,
        CancellationToken cancellation
    )
    {
        if (await FindOrganizationAsync(services, parsed, cancellation) is not { } organization)
            return await FailAsync("No organization has this name.");
        if (!RedirectOriginRules.ReadAll("origin", parsed.GetValue(Origins) ?? []).TryGet(out var given, out var fault))
            return await FailAsync(fault.Message);
        var (_, after) = await services
            .GetRequiredService<RedirectOriginStore>()
            .ChangeAsync(
                new Tenant(organization.Id, parsed.GetRequiredValue(Environment)),
                Actor.Operator,
                before => change(before, given) is { Count: <= RedirectOriginRules.MaxOrigins } list ? list : null,
                cancellation
            );
        foreach (var origin in after)
            await Console.Out.WriteLineAsync(origin);
        return 0;
    }

    private static Task<OrganizationRow?> FindOrganizationAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    ) =>
        services
            .GetRequiredService<OrganizationStore>()
            .FindByNameAsync(parsed.GetRequiredValue(Organization), cancellation);

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
