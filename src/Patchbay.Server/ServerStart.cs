using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server;

/// <summary>
/// Starts the program: the server, or one of its commands. What prevents the start is said in a sentence on standard
/// error, and the exit code is 1.
/// </summary>
internal static class ServerStart
{
    // These report a failed start with a stack trace, which the sentence replaces.
    private static readonly string[] StartReporters =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    public static async Task<int> ServeAsync(string[] args)
    {
        var isStarting = true;
        IDisposable? held = null;
        try
        {
            await using var app = ServerSetup.Create(
                args,
                builder =>
                {
                    foreach (var reporter in StartReporters)
                        builder.Logging.AddFilter(reporter, level => !isStarting && level >= LogLevel.Warning);
                    PublicAddressRule.Check(builder.Configuration, builder.Environment);
                    held = ServerLock.Take(StorageOf(builder.Configuration));
                }
            );
            await app.PrepareStorageAsync();
            await app.StartAsync();
            isStarting = false;
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception error) when (isStarting)
        {
            return await RefuseAsync(error);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Runs a command. Storage is opened when the command needs it, so help needs none.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, string[], Task<int>> command, string[] args)
    {
        await using var services = new CommandServices();
        try
        {
            return await command(services, args);
        }
        catch (Exception error)
        {
            return await RefuseAsync(error);
        }
    }

    private static async Task<int> RefuseAsync(Exception error)
    {
        await Console.Error.WriteLineAsync(StartFaults.Sentence(error));
        return 1;
    }

    private static StorageOptions StorageOf(ConfigurationManager configuration)
    {
        var options = new StorageOptions();
        configuration.GetSection(StorageOptions.Section).Bind(options);
        return options;
    }
}
