using System.Net.Sockets;
using System.Text;

namespace Patchbay.Server.Tests.Platform.Edge;

/// <summary>Sends bytes that no HTTP client would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends the text and returns everything until the server closes the connection.</summary>
    public static async Task<string> ExchangeAsync(Uri address, string text)
    {
        using var client = await SendAsync(address, text);
        using var answer = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await answer.ReadToEndAsync();
    }

    /// <summary>Sends the text and breaks the connection with a reset.</summary>
    public static async Task SendAndResetAsync(Uri address, string text)
    {
        using var client = await SendAsync(address, text);
        client.LingerState = new LingerOption(true, 0);
    }

    private static async Task<TcpClient> SendAsync(Uri address, string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        return client;
    }
}
