using Patchbay.Bench;

return args switch
{
    ["emulator"] => await EmulatorBench.RunAsync(),
    ["emulator-floor", var url] => await EmulatorFloor.ServeAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? emulator");
    return 2;
}
