using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

/// <summary>Common steps of tests about users.</summary>
internal static class UserStage
{
    public const string Password = "a password that is long enough";

    public static async Task<JsonElement> CreateUserAsync(
        this HttpClient api,
        string email,
        string role = "admin",
        string password = Password
    ) =>
        await api.PostJsonAsync("/api/users", $$"""{"email":"{{email}}","password":"{{password}}","role":"{{role}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Logs in from a new browser, because a log-in ends the session that the browser has.</summary>
    public static async Task<HttpResponseMessage> LoginAsync(
        this PatchbayHost host,
        string email,
        string password = Password
    )
    {
        using var browser = host.NewBrowser();
        return await LoginAsync(browser, email, password);
    }

    public static Task<HttpResponseMessage> LoginAsync(
        this HttpClient client,
        string email,
        string password = Password,
        string more = ""
    ) => client.PostJsonAsync("/api/auth/login", $$"""{"email":"{{email}}","password":"{{password}}"{{more}}}""");

    /// <summary>A client without a key whose calls come from another address of this machine.</summary>
    public static HttpClient From(this PatchbayHost host, string address) =>
        new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                ConnectCallback = async (context, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = host.Address,
        };

    /// <summary>Tries this many wrong passwords one after the other.</summary>
    public static async Task GuessAsync(this HttpClient client, string email, int times)
    {
        for (var i = 0; i < times; i++)
            (await client.LoginAsync(email, "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"guess {i}");
    }

    /// <summary>A client that is authenticated with the token of a log-in.</summary>
    public static async Task<HttpClient> AsUserAsync(this PatchbayHost host, string email) =>
        host.ClientWith(
            (await host.LoginAsync(email).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("token").GetString()!
        );
}
