using Patchbay.Server;

await using var app = ServerSetup.Create(args);
await app.PrepareAsync();
await app.RunAsync();
