using Patchbay.Bench;

return args switch
{
    ["client", ..] => await ClientBench.RunAsync(),
    ["emulator"] => await EmulatorBench.RunAsync(),
    ["emulator-floor", var url] => await EmulatorFloor.ServeAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? client, emulator");
    return 2;
}
