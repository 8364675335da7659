using Patchbay.Bench;

return args switch
{
    ["client", ..] => await ClientBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? client");
    return 2;
}
