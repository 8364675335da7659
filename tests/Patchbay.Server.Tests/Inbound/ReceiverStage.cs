using System.Net;
using System.Text;
using Npgsql;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Steps that tests of the receivers share: they send webhooks as Meta does.</summary>
internal static class ReceiverStage
{
    public const string AppPath = "/webhooks/meta",
        ProductionSecret = "fake-production-secret";

    public static readonly Dictionary<string, string?> WithProduction = new()
    {
        ["Meta:Production:AppId"] = "200000000000001",
        ["Meta:Production:AppSecret"] = ProductionSecret,
        ["Meta:Production:ConfigId"] = "200000000000002",
    };

    public static Task<HttpResponseMessage> PostSignedAsync(this Stage stage, string body, string path = AppPath) =>
        stage.PostSignedAsync(Encoding.UTF8.GetBytes(body), path);

    public static Task<HttpResponseMessage> PostSignedAsync(this Stage stage, byte[] body, string path = AppPath) =>
        stage.PostAsync(body, path, WebhookSignature.Sign(body, stage.Meta.AppSecret));

    public static Task<HttpResponseMessage> PostAsync(
        this Stage stage,
        byte[] body,
        string path,
        params string[] signatures
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } },
        };
        if (signatures.Length > 0)
            request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, signatures);
        return stage.Host.Anonymous.SendAsync(request);
    }

    public static async Task ShouldBeTakenAsync(this Stage stage, params string[] entries) =>
        await stage.PostSignedAsync(Payload.Body(entries)).ShouldBeAsync(HttpStatusCode.OK);

    public static async Task<(int Events, int Quarantined)> StoredAsync(this Stage stage) =>
        (
            await stage.ScalarAsync<int>("select count(*) from inbound_events"),
            await stage.ScalarAsync<int>("select count(*) from quarantine")
        );

    /// <summary>Returns when every stored event has been projected.</summary>
    public static async Task WhenWorkedOffAsync(this Stage stage, TimeSpan? atMost = null)
    {
        using var patience = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(20));
        while (await stage.ScalarAsync<int>("select count(*) from inbound_pending") > 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse("Events still wait to be worked on.");
        }
    }

    /// <summary>A connected number and empty tables: the events of the sign-up itself are deleted.</summary>
    public static async Task<ConnectedPhone> ConnectQuietlyAsync(this Stage stage)
    {
        var phone = await stage.ConnectAsync();
        await stage.Meta.WhenDeliveriesIdle();
        await stage.ForgetEventsAsync();
        return phone;
    }

    /// <summary>Deletes every stored event. The worker runs meanwhile, so a deadlock with it is tried again.</summary>
    public static async Task ForgetEventsAsync(this Stage stage)
    {
        var database = stage.Host.Get<Database>();
        for (var isDone = false; !isDone; )
        {
            try
            {
                await database.WriteAsync(session => DeleteEventsAsync(session, database.IsPostgres), default);
                isDone = true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected) { }
        }
    }

    private static async Task DeleteEventsAsync(DbSession session, bool isPostgres)
    {
        // The worker may be releasing events from quarantine now, and a pending row must not lose its event.
        if (isPostgres)
            await session.ExecuteAsync("lock table inbound_pending, quarantine in exclusive mode");
        await session.ExecuteAsync("delete from quarantine; delete from inbound_pending; delete from inbound_events");
    }

    public static Task<ConnectedPhone> ConnectAsync(
        this Stage stage,
        WebhookReceiver receiver,
        string format = "event",
        string events = "\"*\""
    ) => stage.ConnectQuietlyAsync().ContinueWithHook(stage, receiver, format, events);

    private static async Task<ConnectedPhone> ContinueWithHook(
        this Task<ConnectedPhone> connecting,
        Stage stage,
        WebhookReceiver receiver,
        string format,
        string events
    )
    {
        var phone = await connecting;
        await stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""
                {"url":"{{receiver.Url}}","events":[{{events}}],"phoneNumberId":"{{phone.Id}}",
                "format":"{{format}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        return phone;
    }
}
