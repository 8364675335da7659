using Patchbay.Server;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform.Secrets;

Func<IServiceProvider, string[], Task<int>>? command = args.FirstOrDefault() switch
{
    "keys" => KeysCommand.RunAsync,
    "users" => UsersCommand.RunAsync,
    "redirect-origins" => RedirectOriginsCommand.RunAsync,
    "connections" => ConnectionsCommand.RunAsync,
    "vault" => VaultCommand.RunAsync,
    _ => null,
};
return command is null ? await ServerStart.ServeAsync(args) : await ServerStart.RunAsync(command, args[1..]);
