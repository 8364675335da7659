using System.Globalization;
using Patchbay.Bench;

return args switch
{
    ["client", ..] => await ClientBench.RunAsync(),
    ["emulator"] => await EmulatorBench.RunAsync(),
    ["emulator-floor", var url] => await EmulatorFloor.ServeAsync(url),
    ["intake"] => await IntakeBench.RunAsync(),
    ["intake", var warmUp, .. var only] => await IntakeBench.RunAsync(int.Parse(warmUp, CultureInfo.InvariantCulture), only: only),
    ["intake-floor", var url] => await IntakeFloor.ServeAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? client, emulator, intake [requests of warm-up [sqlite|postgres|express …]]");
    return 2;
}
