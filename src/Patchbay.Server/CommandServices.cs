namespace Patchbay.Server;

/// <summary>The services of a command. The application is made, and its storage prepared, at the first use.</summary>
internal sealed class CommandServices : IServiceProvider, IAsyncDisposable
{
    private readonly Lazy<Task<WebApplication>> _app = new(() => Task.Run(OpenAsync));

    // A command asks for its services outside of asynchronous code, as from any other provider.
    public object? GetService(Type serviceType) => _app.Value.GetAwaiter().GetResult().Services.GetService(serviceType);

    public async ValueTask DisposeAsync()
    {
        if (_app is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var app } })
            await app.DisposeAsync();
    }

    private static async Task<WebApplication> OpenAsync()
    {
        var app = ServerSetup.Create([], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await app.PrepareStorageAsync();
        return app;
    }
}
