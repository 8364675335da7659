namespace Patchbay.Emulator;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var app = WebApplication.CreateSlimBuilder(args).Build();
        await app.RunAsync();
    }
}
