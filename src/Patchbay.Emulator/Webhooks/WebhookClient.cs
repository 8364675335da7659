namespace Patchbay.Emulator.Webhooks;

internal static class WebhookClient
{
    public static HttpClient Create(EmulatorOptions options) =>
        new(
            options.WebhookHandler?.Invoke()
                ?? new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = false,
                    ConnectTimeout = TimeSpan.FromSeconds(5),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
