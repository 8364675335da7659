using Patchbay.Server;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform.Secrets;

Func<IServiceProvider, string[], Task<int>>? command = args.FirstOrDefault() switch
{
    "keys" => KeysCommand.RunAsync,
    "users" => UsersCommand.RunAsync,
    "connections" => ConnectionsCommand.RunAsync,
    "vault" => VaultCommand.RunAsync,
    _ => null,
};
if (command is not null)
{
    await using var quiet = ServerSetup.Create([], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
    await quiet.PrepareStorageAsync();
    return await command(quiet.Services, args[1..]);
}

await using var app = ServerSetup.Create(args);
await app.PrepareStorageAsync();
await app.RunAsync();
return 0;
