using Patchbay.Server;
using Patchbay.Server.Organizations;

if (args is ["keys", .. var rest]) return await KeysCommand.RunAsync(rest);

await using var app = ServerSetup.Create(args);
await app.PrepareAsync();
await app.RunAsync();
return 0;
