using System.Net;

namespace Patchbay.Emulator.Tests.Control;

/// <summary>
/// A page of a stranger that gives its name this machine's address gets nothing from the control API or the pages.
/// </summary>
public sealed class OwnHostsTests
{
    public static TheoryData<string> OwnPaths =>
        ["_emulator/state", "_emulator/health", "_emulator/worlds", "phone", "v23.0/dialog/oauth?client_id=1"];

    [Theory]
    [MemberData(nameof(OwnPaths))]
    public async Task A_foreign_host_is_refused(string path)
    {
        await using var meta = await Meta.StartAsync();
        foreach (
            var host in (string[])
                ["evil.example", "evil.example:5081", "localhost.evil.example", "10.0.0.1", "127.0.0.1.nip.io"]
        )
            (await AskAsync(meta, path, host)).ShouldBe(HttpStatusCode.Forbidden, $"{path} for {host}");
    }

    [Theory]
    [MemberData(nameof(OwnPaths))]
    public async Task Loopback_names_and_addresses_are_answered(string path)
    {
        await using var meta = await Meta.StartAsync();
        foreach (
            var host in (string[])["localhost", "LOCALHOST:5081", "app.localhost", "127.0.0.1", "127.1.2.3", "[::1]:80"]
        )
            (await AskAsync(meta, path, host)).ShouldNotBe(HttpStatusCode.Forbidden, $"{path} for {host}");
    }

    [Fact]
    public async Task A_configured_host_is_answered()
    {
        await using var meta = await Meta.StartAsync(options => options.AllowedHosts = ["emulator.internal"]);
        (await AskAsync(meta, "_emulator/state", "emulator.internal:5081")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(meta, "_emulator/state", "other.internal")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Graph_itself_answers_under_every_name()
    {
        await using var meta = await Meta.StartAsync();
        (await AskAsync(meta, "v23.0/me", "graph.facebook.com")).ShouldNotBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> AskAsync(Meta meta, string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await meta.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Meta.Cancel);
        return response.StatusCode;
    }
}
