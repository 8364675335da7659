using Microsoft.Extensions.Options;
using Patchbay.Emulator;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Sandbox;

/// <summary>Runs the emulator inside this process, with its state in the same data folder.</summary>
internal sealed class EmulatorService(
    IOptions<SandboxOptions> options,
    IOptions<StorageOptions> storage,
    TimeProvider clock
) : IHostedService
{
    private GraphEmulator? _emulator;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(storage.Value.DataFolder);
        PrivateFile.Touch(Path.Combine(storage.Value.DataFolder, "emulator.db"));
        _emulator = await GraphEmulator.StartAsync(
            new EmulatorOptions
            {
                Urls = options.Value.Url,
                DataFile = Path.Combine(storage.Value.DataFolder, "emulator.db"),
                Clock = clock,
                EnforceCustomerWindow = options.Value.EnforceCustomerWindow,
            },
            cancellationToken
        );
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }
}
