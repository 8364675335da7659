using System.Net;
using System.Text.Json;
using Patchbay.Emulator.Hosting;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

/// <summary>Steps that tests of messages share.</summary>
internal static class MessageStage
{
    /// <summary>A customer whose window is always open.</summary>
    public const string Customer = "15550100001",
        HelloJson = """{"type":"text","to":"+15550100001","text":"Hello"}""";

    public static Task<HttpResponseMessage> SendAsync(
        this Stage stage,
        ConnectedPhone phone,
        string json = HelloJson
    ) => stage.Api.PostJsonAsync($"/v1/phones/{phone.Id}/messages", json);

    public static async Task<JsonElement> SentAsync(this Stage stage, ConnectedPhone phone, string json = HelloJson) =>
        (await stage.SendAsync(phone, json).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data");

    public static async Task<JsonElement> MessageAsync(this Stage stage, string id) =>
        (await stage.Api.GetAsync($"/v1/messages/{id}").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    public static async Task<IReadOnlyList<JsonElement>> HistoryAsync(this Stage stage, ConnectedPhone phone) =>
        [
            .. (await stage.Api.GetAsync($"/v1/phones/{phone.Id}/messages").ShouldBeAsync(HttpStatusCode.OK))
                .GetProperty("data")
                .EnumerateArray(),
        ];

    /// <summary>The requests to send that reached Meta.</summary>
    public static IReadOnlyList<RequestRecord> Sends(this Stage stage, ConnectedPhone phone) =>
        [
            .. stage.Meta.Requests.Where(request =>
                request.Method == "POST" && request.Path == $"/{phone.MetaPhoneNumberId}/messages"
            ),
        ];

    public static async Task<MessageRow> InsertMessageAsync(
        this Stage stage,
        ConnectedPhone phone,
        string status,
        string? wamid = null
    )
    {
        var now = stage.Clock.GetUtcNow();
        var row = new MessageRow
        {
            Id = stage.Host.Get<Ids>().Uuid(),
            OrganizationId = stage.Organization.Id,
            Environment = Environments.Sandbox,
            Channel = "whatsapp",
            PhoneId = Guid.Parse(phone.Id),
            WabaId = Guid.Parse(phone.WabaId),
            Direction = MessageDirection.Outbound,
            Type = "text",
            Content = "{}",
            ProviderMessageId = wamid,
            Status = status,
            OccurredAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await stage.Host.Get<MessageStore>().InsertAsync(row, default);
        return row;
    }

    public static Task<T?> ScalarAsync<T>(this Stage stage, string sql, object? args = null) =>
        stage.Host.Get<Database>().ReadAsync(session => session.ScalarAsync<T>(sql, args), default);
}
