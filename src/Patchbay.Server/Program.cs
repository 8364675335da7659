using Patchbay.Server;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform.Secrets;

if (args is ["keys", .. var rest])
    return await KeysCommand.RunAsync(rest);
if (args is ["users", .. var people])
    return await UsersCommand.RunAsync(people);
if (args is ["connections", .. var held])
    return await ConnectionsCommand.RunAsync(held);
if (args is ["vault", .. var vault])
    return await VaultCommand.RunAsync(vault);

await using var app = ServerSetup.Create(args);
await app.PrepareStorageAsync();
await app.RunAsync();
return 0;
