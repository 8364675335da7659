using System.CommandLine;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// <c>connections release</c> ends the connection of a number or an account, so that its rightful owner can connect.
/// </summary>
internal static class ConnectionsCommand
{
    private static readonly Option<string> Environment = new("--env")
    {
        Description = "sandbox or production",
        DefaultValueFactory = _ => Environments.Production,
    };
    private static readonly Option<string?> Phone = new("--phone") { Description = "Meta's id of a WhatsApp number" };
    private static readonly Option<string?> Instagram = new("--instagram")
    {
        Description = "Meta's id of an Instagram account",
    };

    static ConnectionsCommand() => Environment.AcceptOnlyFromAmong(Environments.All);

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var release = new Command(
            "release",
            "Disconnect a number or an account from its organization and wipe its credentials"
        )
        {
            Environment,
            Phone,
            Instagram,
        };
        release.SetAction((parsed, cancellation) => ReleaseAsync(services, parsed, cancellation));
        return await new RootCommand("Patchbay's connections") { release }.RunAsync(args);
    }

    private static async Task<int> ReleaseAsync(
        IServiceProvider services,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var (connections, environment) = (
            services.GetRequiredService<ConnectionStore>(),
            parsed.GetRequiredValue(Environment)
        );
        var held =
            parsed.GetValue(Phone) is { } phone ? await connections.FindLivePhoneAsync(environment, phone, cancellation)
            : parsed.GetValue(Instagram) is { } account
                ? await connections.FindLiveInstagramAsync(environment, account, cancellation)
            : null;
        if (
            held is null
            || await services.GetRequiredService<Disconnection>().RunAsync(held, Actor.Operator, "released_by_operator")
                is not null
        )
        {
            await Console.Error.WriteLineAsync("No organization holds this number or account in this environment.");
            return 1;
        }
        await Console.Out.WriteLineAsync($"{held.Id} of organization {held.OrganizationId} was disconnected.");
        return 0;
    }
}
