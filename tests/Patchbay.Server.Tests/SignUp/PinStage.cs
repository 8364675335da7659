using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.SignUp;

/// <summary>Steps that tests of two-step PINs share.</summary>
internal static class PinStage
{
    /// <summary>The PIN that numbers of the emulator's <c>Connect</c> are registered under.</summary>
    public const string OwnersPin = "000000";

    /// <summary>A number that has a PIN of its owner's and is not registered.</summary>
    public static async Task<ConnectedNumber> NumberWithPinAsync(this Stage stage)
    {
        var number = stage.Meta.Connect();
        using var meta = new HttpClient
        {
            BaseAddress = stage.Meta.BaseAddress,
            DefaultRequestHeaders = { Authorization = new("Bearer", number.AccessToken) },
        };
        await meta.PostAsync($"/v23.0/{number.PhoneNumberId}/deregister", null).ShouldBeAsync(HttpStatusCode.OK);
        return number;
    }

    /// <summary>The choices of the number's owner in Meta's window.</summary>
    public static SignupChoices ChoicesOf(ConnectedNumber number) =>
        new()
        {
            BusinessId = number.BusinessId,
            WabaId = number.WabaId,
            PhoneNumberId = number.PhoneNumberId,
        };

    public static Task<JsonElement> CompleteAsync(this Stage stage, string connection, string? pin = null) =>
        stage
            .Api.PostJsonAsync(
                $"{Root}/{connection}/meta/complete-registration",
                pin is null ? "{}" : $$"""{"pin":"{{pin}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>How many registrations Meta received.</summary>
    public static int Registrations(this Stage stage) =>
        stage.Meta.Requests.Count(request => request.Path.EndsWith("/register", StringComparison.Ordinal));

    /// <summary>Status, reason and next action of a connection.</summary>
    public static (string?, string?, string?) Standing(this JsonElement connection) =>
        (connection.Text("status"), connection.Text("status_reason"), connection.Text("next_action"));

    /// <summary>The phone of the only connected number.</summary>
    public static async Task<JsonElement> OnlyPhoneAsync(this Stage stage) =>
        (await stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0];

    /// <summary>Action, result and reason of the newest entry of the audit log about a connection.</summary>
    public static async Task<(string?, string?, string?)> LastAuditAsync(this Stage stage, string connection)
    {
        var entry = (
            await stage
                .Api.GetAsync($"/v1/audit-events?resource_id={connection}&limit=1")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data")[0];
        return (entry.Text("action"), entry.Text("result"), entry.Text("reason"));
    }
}
