using Patchbay.Emulator.Composition;

namespace Patchbay.Emulator;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var options = ReadOptions(args);
        try
        {
            await RunAsync(options);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{options.Urls} is in use by another process; choose another address with --urls."
            );
            return 1;
        }
    }

    private static EmulatorOptions ReadOptions(string[] args)
    {
        var settings = new ConfigurationBuilder()
            .AddEnvironmentVariables("PATCHBAY_EMULATOR_")
            .AddCommandLine(args)
            .Build();
        var options = new EmulatorOptions
        {
            Urls = settings["urls"] ?? EmulatorDefaults.Url,
            DataFile = settings["data"],
            ControlToken = settings["control-token"],
            AllowedHosts = (settings["hosts"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            LogLevel = LogLevel.Information,
        };
        if (settings["seed"] is { } seed)
            options.Seed = int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture);
        if (settings["app-id"] is { } app)
            options.AppId = app;
        if (settings["app-secret"] is { } secret)
            options.AppSecret = secret;
        if (settings["config-id"] is { } config)
            options.ConfigId = config;
        if (settings["limits"] is "off")
            options.EnforceLimits = false;
        if (settings["window"] is "off")
            options.EnforceCustomerWindow = false;
        return options;
    }

    private static async Task RunAsync(EmulatorOptions options)
    {
        await using var host = await EmulatorHost.StartAsync(options, CancellationToken.None);
        await Console.Out.WriteLineAsync(
            $"Graph API emulator on {host.BaseAddress} (phone page: {host.BaseAddress}phone)"
        );
        if (options.ControlToken is { } token)
            await Console.Out.WriteLineAsync(
                $"Control API and phone page need a token: {host.BaseAddress}phone?token={token}"
            );
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        );
        await host.RunUntilStoppedAsync(stop.Token);
    }
}
