using System.Net;
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

    public static Task<HttpResponseMessage> LoginAsync(
        this PatchbayHost host,
        string email,
        string password = Password
    ) => host.Anonymous.PostJsonAsync("/api/auth/login", $$"""{"email":"{{email}}","password":"{{password}}"}""");

    /// <summary>A client that is authenticated with the token of a log-in.</summary>
    public static async Task<HttpClient> AsUserAsync(this PatchbayHost host, string email) =>
        host.ClientWith(
            (await host.LoginAsync(email).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("token").GetString()!
        );
}
