using System.CommandLine;

namespace Patchbay.Server.Platform.Secrets;

/// <summary><c>vault status|rotate</c>: shows the progress of a change of the master key, or completes it.</summary>
internal static class VaultCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        var status = new Command("status", "How many keys are wrapped under the first master key");
        status.SetAction((_, cancellation) => PrintAsync(RotationOf(services), cancellation));
        var rotate = new Command("rotate", "Wrap all keys under the first master key");
        rotate.SetAction(
            async (_, cancellation) =>
            {
                var rotation = RotationOf(services);
                while (await rotation.StepAsync(cancellation))
                    await PrintAsync(rotation, cancellation);
                return await PrintAsync(rotation, cancellation);
            }
        );
        return await new RootCommand("Patchbay's master keys") { status, rotate }.RunAsync(args);
    }

    private static MasterKeyRotation RotationOf(IServiceProvider services) =>
        services.GetRequiredService<MasterKeyRotation>();

    private static async Task<int> PrintAsync(MasterKeyRotation rotation, CancellationToken cancellation)
    {
        var progress = await rotation.ProgressAsync(cancellation);
        await Console.Out.WriteLineAsync(
            $"{progress.Wrapped} of {progress.Total} keys are wrapped under '{progress.ActiveKeyId}'."
                + (progress.IsDone ? " Older master keys may be removed." : "")
        );
        return 0;
    }
}
