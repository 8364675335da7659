using System.Net;
using System.Text.Json;

namespace Patchbay.Testing;

/// <summary>An onboarding link, and the actions of its customer.</summary>
public sealed class Link(Stage stage, Guid id)
{
    public Guid Id => id;

    public async Task<JsonElement> ReadAsync() =>
        (await stage.Api.GetAsync($"/v1/onboarding-links/{id}").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    /// <summary>Opens the hosted page in a new browser.</summary>
    public Task<SignupPage> OpenAsync() => SignupPage.OpenAsync(stage.Host.Address, id, stage.Host.Canaries);
}
