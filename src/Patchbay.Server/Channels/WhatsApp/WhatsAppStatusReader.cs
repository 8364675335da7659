using System.Globalization;
using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>
/// Asks Meta about a number, its WhatsApp account and the account's subscribed apps at the same time. When one read
/// fails, the answer still shows the others.
/// </summary>
internal sealed class WhatsAppStatusReader(ConnectionSessions sessions)
{
    private const string PhoneFields =
            "id,display_phone_number,verified_name,status,quality_rating,name_status,"
            + "code_verification_status,platform_type,throughput",
        WabaFields = "id,name,currency,timezone_id,message_template_namespace,account_review_status";

    public async Task<Outcome<WhatsAppStatusAnswer>> ReadAsync(FullAccount account, CancellationToken cancellation)
    {
        if (account.Row.Channel != WhatsAppKind.Settings.Name || account.Connection is not { } connection)
            return AccountProblems.NotWhatsApp;
        if (connection is not { PhoneNumberId: { } numberId, WabaId: { } wabaId })
            return AccountProblems.NotConnected;
        var opened = await sessions.OpenAsync(connection, AccountProblems.NotConnected, cancellation);
        if (!opened.TryGet(out var session, out var problem))
            return problem;
        var parts = await PartsAsync(session.Meta, numberId, wabaId, cancellation);
        var isSubscribed = parts[2].IsRead && Names(parts[2].Value, session.App.AppId);
        return AnswerOf(account.Row, numberId, wabaId, parts, isSubscribed);
    }

    private static WhatsAppStatusAnswer AnswerOf(
        AccountRow account,
        string numberId,
        string wabaId,
        (bool IsRead, JsonElement Value)[] parts,
        bool isSubscribed
    ) =>
        new(
            account.Id,
            account.DisplayName,
            numberId,
            wabaId,
            isSubscribed && Array.TrueForAll(parts, part => part.IsRead),
            parts[0].Value,
            parts[1].Value,
            parts[2].Value,
            isSubscribed
        );

    /// <summary>Reads the number, its account and the account's subscribed apps, in this order.</summary>
    private static Task<(bool IsRead, JsonElement Value)[]> PartsAsync(
        GraphSession meta,
        string numberId,
        string wabaId,
        CancellationToken cancellation
    )
    {
        var number = PartAsync(() => meta.Nodes.GetAsync(numberId, PhoneFields, cancellation));
        var waba = PartAsync(() => meta.Nodes.GetAsync(wabaId, WabaFields, cancellation));
        var subscribed = PartAsync(() => SubscribedAsync(meta, wabaId, cancellation));
        return Task.WhenAll(number, waba, subscribed);
    }

    private static bool Names(JsonElement subscribedApps, string appId) =>
        subscribedApps.EnumerateArray().Any(app => app.GetProperty("id").GetString() == appId);

    private static async Task<JsonElement> SubscribedAsync(
        GraphSession meta,
        string wabaId,
        CancellationToken cancellation
    )
    {
        var apps = (await meta.BusinessAccounts.ListSubscribedAppsAsync(wabaId, cancellation)).Data.Select(
            app => new SubscribedApp(app.WhatsappBusinessApiData?.Id, app.WhatsappBusinessApiData?.Name)
        );
        return JsonSerializer.SerializeToElement([.. apps], WhatsAppJson.Default.IReadOnlyListSubscribedApp);
    }

    private static async Task<(bool IsRead, JsonElement Value)> PartAsync(Func<Task<JsonElement>> read)
    {
        try
        {
            return (true, await read());
        }
        catch (GraphException error)
        {
            var problem = MetaProblems.From(error);
            var code = problem.Meta?.Code.ToString(CultureInfo.InvariantCulture) ?? problem.Code;
            return (
                false,
                JsonSerializer.SerializeToElement(
                    new FailedRead(new(code, problem.Message) { Details = problem.Meta?.Reason }),
                    WhatsAppJson.Default.FailedRead
                )
            );
        }
    }
}
