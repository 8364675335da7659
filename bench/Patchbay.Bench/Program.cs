using System.Globalization;
using Patchbay.Bench;

return args switch
{
    ["client", ..] => await ClientBench.RunAsync(),
    ["emulator"] => await EmulatorBench.RunAsync(),
    ["deliveries", .. var what] => await DeliveriesBench.RunAsync(what),
    ["delivery-sink", var url] => await DeliveryBenchParts.SinkAsync(url),
    ["delivery-server", var url, var folder, var postgres] => await DeliveryBenchParts.ServerAsync(
        url,
        folder,
        postgres
    ),
    ["emulator-floor", var url] => await EmulatorFloor.ServeAsync(url),
    ["backlog", .. var settings] => await BacklogBench.RunAsync(settings),
    ["intake"] => await IntakeBench.RunAsync(),
    ["intake", var warmUp, .. var only] => await IntakeBench.RunAsync(
        int.Parse(warmUp, CultureInfo.InvariantCulture),
        only
    ),
    ["intake-floor", var url] => await IntakeFloor.ServeAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "Which benchmark? client, emulator, deliveries [rate|delay|million|sqlite|postgres|number of pending rows …], "
            + "backlog [events [sqlite|postgres …]], intake [requests of warm-up [sqlite|postgres|express …]]"
    );
    return 2;
}
